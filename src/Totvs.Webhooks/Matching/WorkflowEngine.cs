using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Matching;

/// <summary>Matches events against the workflows in force.</summary>
/// <param name="workflows">The workflows in force.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="logger">Takes what is worth telling.</param>
/// <param name="language">The language of explanations: <c>en</c>, <c>pt</c> or <c>es</c>.</param>
internal sealed class WorkflowEngine(WorkflowDirectory workflows, TimeProvider timeProvider, ILogger<WorkflowEngine> logger, string language = "en") : IWorkflowEngine
{
    private static readonly Task<IReadOnlyList<WorkflowMatch>> None = Task.FromResult<IReadOnlyList<WorkflowMatch>>([]);

    private readonly UnknownTriggers _unknownTriggers = new(workflows.Triggers, logger);
    private readonly PathHints _pathHints = new(logger);

    public Task<IReadOnlyList<WorkflowMatch>> MatchAsync(WorkflowEvent workflowEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflowEvent);
        Task loaded = workflows.EnsureLoadedAsync(cancellationToken);
        return loaded.IsCompletedSuccessfully ? Match(workflowEvent) : MatchWhenAsync(loaded, workflowEvent);
    }

    public async Task<IReadOnlyList<WorkflowExplanation>> ExplainAsync(WorkflowEvent workflowEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflowEvent);
        await workflows.EnsureLoadedAsync(cancellationToken).ConfigureAwait(false);
        return workflows.Current.OnTrigger(workflowEvent.Trigger.Code)?.Explain(workflowEvent, timeProvider.GetUtcNow(), language, timeProvider) ?? [];
    }

    private async Task<IReadOnlyList<WorkflowMatch>> MatchWhenAsync(Task loaded, WorkflowEvent workflowEvent)
    {
        await loaded.ConfigureAwait(false);
        return await Match(workflowEvent).ConfigureAwait(false);
    }

    private Task<IReadOnlyList<WorkflowMatch>> Match(WorkflowEvent workflowEvent)
    {
        WorkflowIndex current = workflows.Current;
        if (current.OnTrigger(workflowEvent.Trigger.Code) is not { } onTrigger)
        {
            _unknownTriggers.Tell(workflowEvent.Trigger.Code, current);
            MatchingLog.NoWorkflowForTrigger(logger, workflowEvent.Trigger.Code, workflowEvent.RecordId);
            return None;
        }

        if (onTrigger.MatchOfAny is { } matchOfAny)
        {
            return matchOfAny;
        }

        RecordView view = onTrigger.View(workflowEvent, timeProvider.GetUtcNow(), timeProvider);
        Task<IReadOnlyList<WorkflowMatch>> matches = onTrigger.Match(view);
        if (view.GaveUpSearches)
        {
            MatchingLog.SearchesGivenUp(logger, workflowEvent.Trigger.Code, workflowEvent.RecordId, ConditionPattern.TimeLimit, ConditionPattern.TotalTimeLimit);
        }

        if (logger.IsEnabled(LogLevel.Debug))
        {
            _pathHints.Tell(onTrigger, view, workflowEvent);
        }

        return matches;
    }
}
