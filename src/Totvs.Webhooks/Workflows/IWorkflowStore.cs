namespace Totvs.Webhooks.Workflows;

/// <summary>Keeps the workflows that people set up while the application runs. Those of code and configuration are added to them.</summary>
public interface IWorkflowStore
{
    /// <summary>All workflows, active or not, by name.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The workflows.</returns>
    Task<IReadOnlyList<Workflow>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>One workflow.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The workflow, or <see langword="null"/> when there is none with that id.</returns>
    Task<Workflow?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Adds a workflow, or replaces the one with the same id. It runs for the events that come next.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when the workflow is kept.</returns>
    /// <exception cref="WorkflowDefinitionException">The workflow is not valid; the exception names every fault, its place and its remedy.</exception>
    Task SaveAsync(Workflow workflow, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes a workflow. Deliveries that wait for it wait on, without an attempt, until a workflow with this id is there again; after a
    /// stated time (<c>Dispatch.MissingWorkflowAge</c>) they end as discarded with that reason.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether there was one.</returns>
    Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Asks to be told when the set of workflows changed, by this process or, where the store is shared, by another.</summary>
    /// <param name="listener">Is given all workflows as they are now, before the call that changed them returns. Must be quick and must not throw.</param>
    /// <returns>Disposing it ends the listening.</returns>
    IDisposable OnChange(Action<IReadOnlyList<Workflow>> listener);
}
