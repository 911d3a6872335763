using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Matching;

/// <summary>Finds the active workflows that an event runs: by trigger first, then by conditions.</summary>
public interface IWorkflowEngine
{
    /// <summary>Matches one event. Never throws because of what is in the event's records.</summary>
    /// <param name="workflowEvent">The event.</param>
    /// <param name="cancellationToken">Cancels waiting for the workflows to be read, which only the first call may have to do.</param>
    /// <returns>The workflows that run, each once; empty when none does.</returns>
    Task<IReadOnlyList<WorkflowMatch>> MatchAsync(WorkflowEvent workflowEvent, CancellationToken cancellationToken = default);

    /// <summary>
    /// Says of each workflow of the event's trigger, active or not, whether the event runs it and why. Agrees with
    /// <see cref="MatchAsync"/>; sends nothing.
    /// </summary>
    /// <param name="workflowEvent">The event.</param>
    /// <param name="cancellationToken">Cancels waiting for the workflows to be read, which only the first call may have to do.</param>
    /// <returns>The explanations, by the workflows' names; empty when no workflow has the trigger.</returns>
    Task<IReadOnlyList<WorkflowExplanation>> ExplainAsync(WorkflowEvent workflowEvent, CancellationToken cancellationToken = default);
}
