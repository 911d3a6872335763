namespace Totvs.Webhooks.Workflows;

/// <summary>Keeps the workflows that people set up while the application runs. Those of code and configuration are added to them.</summary>
public interface IWorkflowStore
{
    /// <summary>All workflows, active or not, by name.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// The workflows. One that the store holds but cannot give, such as one whose key is gone, does not fail the call: the list is then a
    /// <see cref="StoredWorkflows"/>
    /// that names it.
    /// </returns>
    Task<IReadOnlyList<Workflow>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>One workflow. Where it is stored but cannot be read, the call throws; the message says why, and the remedy.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The workflow, or <see langword="null"/> when there is none with that id.</returns>
    Task<Workflow?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds a new workflow. It runs for the events that come next. Names may occur twice, ids may not: a workflow without an id of its own
    /// is given a new one,
    /// never one that comes from its name.
    /// </summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The workflow as it is kept, with its id.</returns>
    /// <exception cref="WorkflowDefinitionException">
    /// The workflow is not valid, or one with its id is stored already; the exception names every fault, its place and its remedy.
    /// </exception>
    Task<Workflow> AddAsync(Workflow workflow, CancellationToken cancellationToken = default);

    /// <summary>
    /// Replaces the workflow with the same id, whatever its name, or adds it where there is none. It runs for the events that come next. A
    /// workflow with the id of
    /// one that is declared in code, a file or configuration takes its place.
    /// </summary>
    /// <param name="workflow">The workflow, with an id of its own.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when the workflow is kept.</returns>
    /// <exception cref="WorkflowDefinitionException">
    /// The workflow is not valid, or its id is not given; the exception names every fault, its place and its remedy.
    /// </exception>
    Task SaveAsync(Workflow workflow, CancellationToken cancellationToken = default);

    /// <summary>
    /// Saves many workflows, all or none of them, as <see cref="SaveAsync(Workflow, CancellationToken)"/> saves one. Listeners are told
    /// once. Of those in force only the changed ones are compiled anew.
    /// </summary>
    /// <param name="workflows">The workflows, each with an id of its own. None: nothing happens.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when all are kept.</returns>
    /// <exception cref="WorkflowDefinitionException">
    /// A workflow is not valid, its id is not given, or two have one id; the exception names every fault, its workflow, its place and its
    /// remedy.
    /// </exception>
    Task SaveAsync(IReadOnlyCollection<Workflow> workflows, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes a workflow, one that cannot be read as well. Deliveries that wait for it wait on, without an attempt, until a workflow
    /// with this id is there again; after a stated time (<c>Dispatch.MissingWorkflowAge</c>) they end as discarded with that reason.
    /// </summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether there was one.</returns>
    Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Asks to be told when the set of workflows changed, by this process or, where the store is shared, by another.</summary>
    /// <param name="listener">
    /// Is given all workflows as they are now, before the call that changed them returns. Must be quick and must not throw.
    /// </param>
    /// <returns>Disposing it ends the listening.</returns>
    IDisposable OnChange(Action<IReadOnlyList<Workflow>> listener);
}
