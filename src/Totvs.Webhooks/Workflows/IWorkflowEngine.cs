namespace Totvs.Webhooks.Workflows;

/// <summary>Finds the active workflows that an event runs: by trigger first, then by conditions.</summary>
public interface IWorkflowEngine
{
    /// <summary>Matches one event. Never throws because of what is in the event's records.</summary>
    /// <param name="workflowEvent">The event.</param>
    /// <param name="cancellationToken">Ends the wait for the workflows to be read, which only the first call may have to do.</param>
    /// <returns>The workflows that run, each once; empty when none does.</returns>
    Task<IReadOnlyList<WorkflowMatch>> MatchAsync(WorkflowEvent workflowEvent, CancellationToken cancellationToken = default);
}
