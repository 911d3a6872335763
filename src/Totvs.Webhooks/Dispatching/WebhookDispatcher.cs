using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Diagnostics;
using Totvs.Webhooks.Dispatching.Lanes;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Dispatching;

/// <summary>Claims what is due and starts its attempts: the only place that loops over deliveries.</summary>
internal sealed class WebhookDispatcher : IWebhookDispatcher, IDisposable
{
    // With the five minutes of TOTVS a destination that is down is tried every thirty seconds.
    private const int ProbesPerInterval = 10;

    private static readonly TimeSpan ReleaseTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly IRetryStore _store;
    private readonly WorkflowDirectory _workflows;
    private readonly AttemptPool _attempts;
    private readonly DispatchOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<WebhookDispatcher> _logger;
    private readonly LaneTable _lanes;
    private readonly CancellationTokenSource _breakOff = new();
    private readonly DispatchRun _hosted;
    private volatile RouteMap _routes = new([], attemptsPerSecond: null);
    private volatile bool _isRunning;

    public WebhookDispatcher(
        IRetryStore store,
        WorkflowDirectory workflows,
        AttemptRunner runner,
        DispatchOptions options,
        RetryOptions retry,
        TimeProvider timeProvider,
        ILogger<WebhookDispatcher> logger)
    {
        _store = store;
        _workflows = workflows;
        _options = options;
        _timeProvider = timeProvider;
        _logger = logger;
        _lanes = new LaneTable(options, retry.Interval / ProbesPerInterval, timeProvider);
        _hosted = new DispatchRun(new WakeUpBell(timeProvider), _breakOff.Token);
        _attempts = new AttemptPool(runner, store, _lanes, options, _hosted, timeProvider, logger);

        // What waits for a destination that pauses, or for a low rate, may have another now.
        _workflows.OnSwapped = _hosted.Bell.Ring;
    }

    /// <summary>Runs until stopped, whatever the store or a sender throws.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        _lanes.KeepReady();
        _isRunning = true;
        int failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await _workflows.EnsureLoadedAsync(stopping).ConfigureAwait(false);
                if (await ClaimAndStartAsync(_hosted, stopping).ConfigureAwait(false) == 0)
                {
                    await SleepAsync(stopping).ConfigureAwait(false);
                }

                failures = 0;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                TimeSpan pause = DispatchPacing.PauseAfter(++failures);
                DispatchLog.StoreFailed(_logger, exception, failures, pause);
                await Task.Delay(pause, _timeProvider, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        _isRunning = false;
    }

    /// <summary>Gives back what was claimed ahead, so that nothing of it begins any more. To be called as the first thing of a stop.</summary>
    public void GiveBackReady()
    {
        foreach (Attempt attempt in _lanes.TakeAllReady())
        {
            _attempts.Release(attempt);
        }
    }

    /// <summary>Lets the attempts under way finish, breaks them off when the time to stop is over, and gives back what is left.</summary>
    /// <param name="stopNow">The time to stop is over.</param>
    public async Task DrainAsync(CancellationToken stopNow)
    {
        DispatchLog.Stopping(_logger, _hosted.UnderWay.Count);
        await _hosted.UnderWay.WhenEmptyAsync().WaitAsync(stopNow).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_hosted.UnderWay.Count == 0)
        {
            return;
        }

        DispatchLog.BreakingOff(_logger, _hosted.UnderWay.Count);
        await _breakOff.CancelAsync().ConfigureAwait(false);
        _attempts.GiveUpAfter(ReleaseTime);
        await WaitForBrokenOffAsync(_hosted).ConfigureAwait(false);
    }

    public async Task<DispatchSummary> ProcessDueAsync(CancellationToken cancellationToken = default)
    {
        await _workflows.EnsureLoadedAsync(cancellationToken).ConfigureAwait(false);
        var run = new DispatchRun(new WakeUpBell(_timeProvider), cancellationToken);
        try
        {
            while (true)
            {
                bool wasIdle = run.UnderWay.Count == 0;
                int started = await ClaimAndStartAsync(run, cancellationToken).ConfigureAwait(false);
                if (started == 0 && wasIdle)
                {
                    return run.Tally.Summary;
                }

                if (started == 0)
                {
                    await run.Bell.SleepAsync(null, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            await run.UnderWay.WhenEmptyAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await WaitForBrokenOffAsync(run).ConfigureAwait(false);
        }
    }

    /// <summary>Takes room for the first attempt of a delivery that is about to be added, so that it need not be read back from the store.</summary>
    /// <returns>The room; <see langword="null"/> when there is none, or no loop runs to make use of it.</returns>
    public Lane? TryReserve(Guid workflowId)
    {
        if (!_isRunning || _lanes.TryEnterWithNew(Routes().Of(workflowId)) is not { } lane)
        {
            return null;
        }

        _hosted.UnderWay.Enter();
        if (_isRunning)
        {
            return lane;
        }

        // The loop ended meanwhile, and a stop that found nothing under way may be over already.
        Return(lane, workflowId);
        return null;
    }

    /// <summary>Gives back room that was reserved for a delivery which could not be added.</summary>
    public void Return(Lane lane, Guid workflowId) => _attempts.Return(lane, workflowId, _hosted);

    /// <summary>Starts the first attempt of a delivery that was added as claimed.</summary>
    public void StartReserved(Lease lease, long claimedTimestamp, Lane lane)
    {
        Attempt attempt = _attempts.Of(lease, claimedTimestamp, _hosted);
        attempt.Lane = lane;
        AttemptPool.StartEntered(attempt);
    }

    /// <summary>Tells that deliveries were added which are due at once.</summary>
    public void NotifyAdded() => _hosted.Bell.Ring();

    public void Dispose()
    {
        _breakOff.Dispose();
        _attempts.Dispose();
    }

    /// <summary>Waits for attempts that were broken off. A sender of the host's own may not listen to the token, or the store be away: they must not hold up the caller for ever.</summary>
    private async Task WaitForBrokenOffAsync(DispatchRun run)
    {
        try
        {
            await run.UnderWay.WhenEmptyAsync().WaitAsync(ReleaseTime * 2, _timeProvider, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            DispatchLog.AttemptsLeftBehind(_logger, run.UnderWay.Count);
        }
    }

    private async Task<int> ClaimAndStartAsync(DispatchRun run, CancellationToken cancellationToken)
    {
        // Only the hosted loop claims ahead: whoever processes what is due by hand waits for all that was claimed.
        bool ahead = run == _hosted;
        if (ahead)
        {
            foreach (Attempt ready in _lanes.TakeStartable())
            {
                AttemptPool.Start(ready);
            }
        }

        RouteMap routes = Routes();
        ClaimLimits limits = _lanes.LimitsFor(routes, ahead);
        if (limits.Total == 0)
        {
            return 0;
        }

        long timestamp = _timeProvider.GetTimestamp();
        IReadOnlyList<Lease> leases = await _store.ClaimAsync(
            new ClaimRequest
            {
                Limit = limits.Total,
                LimitPerWorkflow = limits.PerWorkflow,
                WorkflowLimits = limits.OfWorkflows,
                Groups = routes.Groups,
                GroupLimits = limits.OfGroups,
                LeaseDuration = _options.LeaseDuration,
            },
            cancellationToken).ConfigureAwait(false);
        if (leases.Count == 0)
        {
            _lanes.NoteNothingMoreDue(ahead);
        }

        int started = 0;
        foreach (Lease lease in leases)
        {
            Route route = routes.Of(lease.Delivery.WorkflowId);
            Attempt attempt = _attempts.Of(lease, timestamp, run);
            switch (cancellationToken.IsCancellationRequested ? ClaimedPlace.None : _lanes.Place(attempt, route, ahead))
            {
                case ClaimedPlace.Room:
                    AttemptPool.Start(attempt);
                    started++;
                    break;
                case ClaimedPlace.None:
                    // Room was taken meanwhile, or the stop has come: it waits its turn in the store.
                    _attempts.Release(attempt);
                    break;
            }
        }

        return started;
    }

    private async Task SleepAsync(CancellationToken stopping)
    {
        TimeSpan? wait = null;
        ClaimLimits limits = _lanes.LimitsFor(Routes(), ahead: true);
        if (limits.Total > 0)
        {
            wait = await _store.GetTimeUntilDueAsync(limits.Excluded, stopping).ConfigureAwait(false);
            if (limits.Resumes is { } resumes)
            {
                wait = Least(wait, resumes);
            }

            if (_store.IsShared)
            {
                wait = Least(wait, _options.SharedStorePollInterval);
            }
        }

        if (wait < ShortestSleep)
        {
            wait = ShortestSleep;
        }

        await _hosted.Bell.SleepAsync(wait > LongestSleep ? LongestSleep : wait, stopping).ConfigureAwait(false);
    }

    private RouteMap Routes()
    {
        WorkflowIndex current = _workflows.Current;
        IReadOnlyCollection<Workflow> workflows = current.All;
        RouteMap routes = _routes;
        if (!ReferenceEquals(routes.Workflows, workflows))
        {
            _routes = routes = new RouteMap(workflows, _options.MaxAttemptsPerSecondPerDestination, current.Held);
        }

        return routes;
    }

    private static TimeSpan Least(TimeSpan? left, TimeSpan right) => left < right ? left.Value : right;
}
