using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Matching;

namespace Totvs.Webhooks.Dispatching;

/// <summary>
/// Gives up deliveries that are too old, and those of workflows that no process has: in small steps, and only when a delivery may have
/// reached its age.
/// </summary>
internal sealed class GiveUpRound
{
    private const int Step = 500;

    private readonly IRetryStore _store;
    private readonly WorkflowDirectory _workflows;
    private readonly RetryOptions _retry;
    private readonly DispatchOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<WebhookDispatcher> _logger;
    private readonly GiveUpSchedule _schedule;
    private readonly Lock _logging = new();
    private readonly HashSet<Guid> _loggedMissing = [];
    private readonly Dictionary<(Guid WorkflowId, bool IsWorkflowMissing), (int Count, int FailedAttempts)> _ended = [];
    private readonly long _start;
    private int _failures;
    private volatile bool _isLookWanted;

    public GiveUpRound(
        IRetryStore store,
        WorkflowDirectory workflows,
        RetryOptions retry,
        DispatchOptions options,
        TimeProvider timeProvider,
        ILogger<WebhookDispatcher> logger)
    {
        _store = store;
        _workflows = workflows;
        _retry = retry;
        _options = options;
        _timeProvider = timeProvider;
        _logger = logger;
        _start = timeProvider.GetTimestamp();
        _schedule = new GiveUpSchedule(retry.GiveUpAfter, options.MissingWorkflowAge);
    }

    private TimeSpan Now => _timeProvider.GetElapsedTime(_start);

    /// <summary>Starts again, with the loop.</summary>
    public void Start() => _schedule.Start(Now);

    /// <summary>
    /// Makes the next step look at once: other workflows may be missing now, or deliveries of missing ones are pending again. For any
    /// thread.
    /// </summary>
    public void WantLook() => _isLookWanted = true;

    /// <summary>Notes that the store has unfinished deliveries.</summary>
    public void NoteUnfinished() => _schedule.NoteUnfinished(Now);

    /// <summary>The longest that the loop may sleep because of this; <see langword="null"/> for any time.</summary>
    public TimeSpan? Wait() => _isLookWanted ? TimeSpan.Zero : _schedule.Wait(Now);

    /// <summary>Takes a step, if one is due. Only the hosted loop calls it. A store that fails is asked again later.</summary>
    /// <returns>Whether deliveries were ended. Held-back ones of their records may be due then.</returns>
    public async Task<bool> TakeStepAsync(CancellationToken stopping)
    {
        if (Wait() != TimeSpan.Zero)
        {
            return false;
        }

        _isLookWanted = false;
        try
        {
            GiveUpResult result = await _store.GiveUpAsync(Request(_schedule.MayEnd(Now) ? Step : 0), stopping).ConfigureAwait(false);
            _failures = 0;
            _schedule.NoteLook(result.NextIn, result.Ended.Count > 0, _store.IsShared, Now);
            Log(result);
            return result.Ended.Count > 0;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            TimeSpan pause = DispatchPacing.PauseAfter(++_failures);
            _schedule.NoteLook(pause, ended: false, isShared: false, Now);
            DispatchLog.GiveUpFailed(_logger, exception, _failures, pause);
            return false;
        }
    }

    /// <summary>Takes steps until none ends a delivery.</summary>
    /// <returns>How many deliveries were ended.</returns>
    public async Task<int> TakeAllStepsAsync(CancellationToken cancellationToken)
    {
        int ended = 0;
        GiveUpResult result;
        do
        {
            result = await _store.GiveUpAsync(Request(Step), cancellationToken).ConfigureAwait(false);
            Log(result);
            ended += result.Ended.Count;
        }
        while (result.Ended.Count > 0);

        return ended;
    }

    private GiveUpRequest Request(int limit) => new()
    {
        Limit = limit,
        Age = _retry.GiveUpAfter,
        Workflows = _workflows.Current.Ids,
        MissingWorkflowAge = _options.MissingWorkflowAge,
    };

    private void Log(GiveUpResult result)
    {
        lock (_logging)
        {
            LogEnded(result);

            // In a shared store, a workflow that another process has is noted only for moments. Without this wait it would be logged as
            // missing.
            TimeSpan patience = _store.IsShared ? _schedule.SharedWait * 2 : TimeSpan.Zero;
            _loggedMissing.IntersectWith(result.MissingWorkflows.Select(missing => missing.WorkflowId));
            foreach (MissingWorkflow missing in result.MissingWorkflows
                .Where(missing => missing.For >= patience && _loggedMissing.Add(missing.WorkflowId)))
            {
                DispatchLog.WorkflowMissing(_logger, missing.WorkflowId, _options.MissingWorkflowAge);
            }
        }
    }

    /// <summary>Logs what several steps have ended as one message for each workflow, after the last of them.</summary>
    private void LogEnded(GiveUpResult result)
    {
        foreach (GivenUpDelivery ended in result.Ended)
        {
            (Guid, bool) cause = (ended.WorkflowId, ended.IsWorkflowMissing);
            (int count, int failedAttempts) = _ended.GetValueOrDefault(cause);
            _ended[cause] = (count + 1, failedAttempts + ended.FailedAttempts);
        }

        if (result.NextIn == TimeSpan.Zero && result.Ended.Count > 0)
        {
            return;
        }

        foreach (((Guid workflowId, bool isWorkflowMissing), (int count, int failedAttempts)) in _ended)
        {
            if (isWorkflowMissing)
            {
                DispatchLog.GivenUpOfMissing(_logger, count, workflowId, _options.MissingWorkflowAge);
            }
            else
            {
                DispatchLog.GivenUp(_logger, count, workflowId, _retry.GiveUpAfter!.Value, failedAttempts);
            }
        }

        _ended.Clear();
    }
}
