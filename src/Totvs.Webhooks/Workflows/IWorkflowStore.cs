namespace Totvs.Webhooks.Workflows;

/// <summary>
/// Keeps the workflows that people set up while the application runs. They are joined by those of code, files and configuration.
/// </summary>
/// <remarks>
/// <para>A host resolves it from its services, and may rely on all that is said here.</para>
/// <para>
/// An author of a store only keeps, returns and notifies: the library stands around every store that is registered before
/// <c>AddTotvsWebhooks</c>, or with <see cref="TotvsWebhooksBuilder.UseWorkflowStore"/>. A store is given workflows that are valid, whose
/// URL may be called, that have an id of their own and, where several are saved together, ids that differ; it is not called to save none.
/// What a listener throws does not reach it.
/// </para>
/// </remarks>
public interface IWorkflowStore
{
    /// <summary>Lists all workflows, active or not, by name (ordinal) and then by id.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// The workflows. One that the store holds but cannot read, such as one whose key is gone, does not fail the call: the list is then a
    /// <see cref="StoredWorkflows"/> that names it.
    /// </returns>
    Task<IReadOnlyList<Workflow>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Finds one workflow. Where it is stored but cannot be read, the call throws; the message has the reason and remedy.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The workflow, or <see langword="null"/> when there is none with that id.</returns>
    Task<Workflow?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds a new workflow. It runs for the events that come next. Two workflows may have one name, but not one id: a workflow without an
    /// id of its own is given a new one before the store sees it, never one that comes from its name.
    /// </summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The workflow as it is kept, with its id.</returns>
    /// <exception cref="WorkflowDefinitionException">
    /// The workflow is not valid; the exception names every fault, its place and its remedy. Or, thrown by the store, one with its id is
    /// stored already: <see cref="WorkflowDefinitionException.ForTakenId"/>.
    /// </exception>
    Task<Workflow> AddAsync(Workflow workflow, CancellationToken cancellationToken = default);

    /// <summary>
    /// Replaces the workflow with the same id, whatever its name, or adds it where there is none. It runs for the events that come next. A
    /// workflow with the id of one that is declared in code, a file or configuration takes its place.
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
    /// Removes a workflow, also one that cannot be read. Its pending deliveries stay pending, without an attempt, until a workflow with
    /// this id is there again; after a stated time (<c>Dispatch.MissingWorkflowAge</c>) they are discarded with that reason.
    /// </summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether there was one.</returns>
    Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Adds a listener for changes of the workflows, by this process or, where the store is shared, by another.</summary>
    /// <param name="listener">
    /// Is given all workflows as they are now, before the call that changed them returns. It must be quick; what it throws is logged.
    /// </param>
    /// <returns>Disposing it ends the listening.</returns>
    IDisposable OnChange(Action<IReadOnlyList<Workflow>> listener);
}
