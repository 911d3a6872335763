using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Matching;

/// <summary>Matches events against the workflows in force.</summary>
internal sealed class WorkflowEngine : IWorkflowEngine
{
    private static readonly Task<IReadOnlyList<WorkflowMatch>> None = Task.FromResult<IReadOnlyList<WorkflowMatch>>([]);

    private readonly WorkflowDirectory _workflows;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<WorkflowEngine> _logger;
    private readonly string _language;
    private readonly UnknownTriggers _unknownTriggers;
    private readonly PathHints _pathHints;

    /// <param name="workflows">The workflows in force.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">The logger.</param>
    /// <param name="language">The language of explanations: <c>en</c>, <c>pt</c> or <c>es</c>.</param>
    public WorkflowEngine(WorkflowDirectory workflows, TimeProvider timeProvider, ILogger<WorkflowEngine> logger, string language = "en")
    {
        _workflows = workflows;
        _timeProvider = timeProvider;
        _logger = logger;
        _language = language;
        _unknownTriggers = new UnknownTriggers(workflows.Triggers, logger);
        _pathHints = new PathHints(logger);
    }

    public Task<IReadOnlyList<WorkflowMatch>> MatchAsync(WorkflowEvent workflowEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflowEvent);
        Task loaded = _workflows.EnsureLoadedAsync(cancellationToken);
        return loaded.IsCompletedSuccessfully ? Match(workflowEvent) : MatchWhenAsync(loaded, workflowEvent);
    }

    public async Task<IReadOnlyList<WorkflowExplanation>> ExplainAsync(
        WorkflowEvent workflowEvent,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflowEvent);
        await _workflows.EnsureLoadedAsync(cancellationToken).ConfigureAwait(false);
        return _workflows.Current.OnTrigger(workflowEvent.Trigger.Code)?.Explain(
            workflowEvent,
            _timeProvider.GetUtcNow(),
            _language,
            _timeProvider) ?? [];
    }

    private async Task<IReadOnlyList<WorkflowMatch>> MatchWhenAsync(Task loaded, WorkflowEvent workflowEvent)
    {
        await loaded.ConfigureAwait(false);
        return await Match(workflowEvent).ConfigureAwait(false);
    }

    private Task<IReadOnlyList<WorkflowMatch>> Match(WorkflowEvent workflowEvent)
    {
        WorkflowIndex current = _workflows.Current;
        if (current.OnTrigger(workflowEvent.Trigger.Code) is not { } onTrigger)
        {
            _unknownTriggers.Log(workflowEvent.Trigger.Code, current);
            MatchingLog.NoWorkflowForTrigger(_logger, workflowEvent.Trigger.Code, workflowEvent.RecordId);
            return None;
        }

        if (onTrigger.MatchOfAny is { } matchOfAny)
        {
            return matchOfAny;
        }

        RecordView view = onTrigger.View(workflowEvent, _timeProvider.GetUtcNow(), _timeProvider);
        Task<IReadOnlyList<WorkflowMatch>> matches = onTrigger.Match(view);
        if (view.GaveUpSearches)
        {
            MatchingLog.SearchesGivenUp(
                _logger,
                workflowEvent.Trigger.Code,
                workflowEvent.RecordId,
                ConditionPattern.TimeLimit,
                ConditionPattern.TotalTimeLimit);
        }

        if (_logger.IsEnabled(LogLevel.Debug))
        {
            _pathHints.Log(onTrigger, view, workflowEvent);
        }

        return matches;
    }
}
