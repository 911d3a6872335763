using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching.Attempts;
using Totvs.Webhooks.Dispatching.Lanes;
using Totvs.Webhooks.Matching;

namespace Totvs.Webhooks.Dispatching;

/// <summary>Claims what is due and starts its attempts: the only place that loops over deliveries.</summary>
internal sealed class WebhookDispatcher : IWebhookDispatcher, IDisposable
{
    // With the five minutes of TOTVS a destination that is down is tried every thirty seconds.
    private const int ProbesPerInterval = 10;

    private static readonly TimeSpan ReleaseTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly IRetryStore _store;
    private readonly WorkflowDirectory _workflows;
    private readonly AttemptPool _attempts;
    private readonly DispatchOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<WebhookDispatcher> _logger;
    private readonly LaneTable _lanes;
    private readonly WakeUpBell _bell;
    private readonly GiveUpRound _giveUp;
    private readonly CancellationTokenSource _disposed = new();
    private readonly CancellationToken _whenDisposed;
    private readonly AttemptsUnderWay _byHand = new();
    private volatile DispatchRun _hosted;
    private volatile RouteMap _routes = new([], attemptsPerSecond: null);

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
        _whenDisposed = _disposed.Token;
        _bell = new WakeUpBell(timeProvider);
        _lanes = new LaneTable(options, retry.Interval / ProbesPerInterval, timeProvider);
        _attempts = new AttemptPool(runner, store, _lanes, options, _bell, timeProvider, logger, _whenDisposed);
        _hosted = new DispatchRun(_bell, timeProvider, _whenDisposed);
        _hosted.Close();

        _giveUp = new GiveUpRound(store, workflows, retry, options, timeProvider, logger);
        _ = workflows.OnChanged(NotifyWorkflowsChanged);
    }

    /// <summary>The run in the background; a closed one while there is none.</summary>
    public DispatchRun Hosted => _hosted;

    /// <summary>
    /// Begins a run in the background, which goes on until stopped, whatever the store or a sender throws. There may have been others
    /// before.
    /// </summary>
    /// <param name="stopping">Ends it.</param>
    /// <returns>A task that ends with its loop.</returns>
    public Task BeginRunAsync(CancellationToken stopping)
    {
        ObjectDisposedException.ThrowIf(_whenDisposed.IsCancellationRequested, this);
        if (!_options.DeliverInBackground)
        {
            return Task.CompletedTask;
        }

        var run = new DispatchRun(_bell, _timeProvider, _whenDisposed);
        _lanes.KeepReady();
        _hosted = run;
        return Task.Run(() => RunAsync(run, stopping), CancellationToken.None);
    }

    /// <summary>
    /// The first thing of a stop: nothing new comes in, and what was claimed ahead is given back, so that nothing of it begins any more.
    /// </summary>
    public void BeginStop()
    {
        _hosted.Close();
        foreach (Attempt attempt in _lanes.TakeAllReady())
        {
            _attempts.Release(attempt);
        }
    }

    /// <summary>Says how many attempts a stop waits for, if it waits for any.</summary>
    public void TellWhatIsUnderWay()
    {
        if (AttemptsOf(_hosted) is > 0 and int underWay)
        {
            DispatchLog.Stopping(_logger, underWay);
        }
    }

    /// <summary>Lets the attempts under way finish, breaks them off when the time to stop is over, and gives back what is left.</summary>
    /// <param name="loops">The loops that were told to end.</param>
    /// <param name="stopNow">The time to stop is over.</param>
    public Task DrainAsync(Task loops, CancellationToken stopNow) => DrainAsync(loops, ReleaseTime, ReleaseTime, stopNow);

    /// <summary>Breaks the attempts off at once and gives back what can be given back without waiting.</summary>
    /// <param name="loops">The loops that were told to end.</param>
    public Task EndAsync(Task loops) => DrainAsync(loops, TimeSpan.Zero, EndTime, new CancellationToken(canceled: true));

    /// <summary>Cancels, and goes on if something that was registered for it throws.</summary>
    public async Task CancelAsync(Func<Task> cancel)
    {
        try
        {
            await cancel().ConfigureAwait(false);
        }
        catch (AggregateException exception)
        {
            DispatchLog.CancellationThrew(_logger, exception);
        }
    }

    public async Task<DispatchSummary> ProcessDueAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_whenDisposed.IsCancellationRequested, this);
        await _workflows.EnsureLoadedAsync(cancellationToken).ConfigureAwait(false);
        var run = new DispatchRun(new WakeUpBell(_timeProvider), _timeProvider, _whenDisposed, cancellationToken);
        _byHand.Enter();
        try
        {
            while (true)
            {
                DispatchRun hosted = _hosted;
                bool isHostBusy = hosted.IsBusy;
                bool wasIdle = run.UnderWay.Count == 0;
                int started = await ClaimByHandAsync(run).ConfigureAwait(false);
                run.BreakOff.ThrowIfCancellationRequested();

                // Looked at again: the background may have claimed what was due between the look before and the claim.
                isHostBusy |= hosted.IsBusy;
                if (started > 0)
                {
                    continue;
                }

                if (!wasIdle)
                {
                    await run.Bell.SleepAsync(null, run.BreakOff).ConfigureAwait(false);
                }
                else if (isHostBusy)
                {
                    // What was due and is not to be claimed any more is in the hands of the run in the background.
                    await Task.WhenAny(hosted.UnderWay.WhenEmptyAsync(), hosted.Closed).WaitAsync(run.BreakOff).ConfigureAwait(false);
                }
                else if (await _giveUp.TakeAllStepsAsync(run.BreakOff).ConfigureAwait(false) is > 0 and int ended)
                {
                    // The next ones of their records are due now.
                    run.Tally.CountGivenUp(ended);
                }
                else
                {
                    return run.Tally.Summary;
                }
            }
        }
        catch (OperationCanceledException) when (run.BreakOff.IsCancellationRequested)
        {
            // Not with the token of the run, which its caller does not know.
            cancellationToken.ThrowIfCancellationRequested();
            throw new ObjectDisposedException(nameof(IWebhookDispatcher));
        }
        finally
        {
            await run.UnderWay.WhenEmptyAsync().WaitAsync(run.BreakOff).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await WaitForBrokenOffAsync(run).ConfigureAwait(false);
            _byHand.Leave();
            if (run.UnderWay.Count == 0)
            {
                run.Dispose();
            }
        }
    }

    public async Task WaitUntilIdleAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(_whenDisposed.IsCancellationRequested, this);
            DispatchRun hosted = _hosted;
            await _byHand.WhenEmptyAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            if (!hosted.IsOpen)
            {
                await hosted.UnderWay.WhenEmptyAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
                await ThrowIfDueAsync(cancellationToken).ConfigureAwait(false);
                return;
            }

            // The loop looks once more, so that what it finds is not older than this call.
            _bell.Ring();
            Task<long> resting = _bell.WhenAtRestAsync();
            await Task.WhenAny(resting, hosted.Closed).WaitAsync(cancellationToken).ConfigureAwait(false);
            bool isIdle = hosted.UnderWay.Count == 0 && _byHand.Count == 0;
            if (isIdle && resting.IsCompletedSuccessfully && _bell.IsStillAtRest(await resting.ConfigureAwait(false)))
            {
                return;
            }

            await Task.WhenAny(hosted.UnderWay.WhenEmptyAsync(), hosted.Closed).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Takes room for the first attempt of a delivery that is about to be added, so that it need not be read back from the store.
    /// </summary>
    /// <param name="run">The run in the background.</param>
    /// <param name="workflowId">The delivery's workflow.</param>
    /// <returns>The room; <see langword="null"/> when there is none, or no loop runs to make use of it.</returns>
    public Lane? TryReserve(DispatchRun run, Guid workflowId)
    {
        if (!run.IsOpen || Routes().Find(workflowId) is not { } route || _lanes.TryEnterWithNew(route) is not { } lane)
        {
            return null;
        }

        run.UnderWay.Enter();
        if (run.IsOpen)
        {
            return lane;
        }

        // The run was stopped meanwhile, and a stop that found nothing under way may be over already.
        Return(run, lane, workflowId);
        return null;
    }

    /// <summary>Gives back room that was reserved for a delivery which could not be added.</summary>
    public void Return(DispatchRun run, Lane lane, Guid workflowId) => _attempts.Return(lane, workflowId, run);

    /// <summary>Starts the first attempt of a delivery that was added as claimed.</summary>
    public void StartReserved(DispatchRun run, Lease lease, long claimedTimestamp, Lane lane)
    {
        Attempt attempt = _attempts.Of(lease, claimedTimestamp, run);
        attempt.Lane = lane;
        AttemptPool.Start(attempt);
    }

    /// <summary>Tells that deliveries were added which are due at once.</summary>
    public void NotifyAdded() => _bell.Ring();

    /// <summary>Tells that deliveries wait again, some perhaps of workflows that are missing.</summary>
    public void NotifyRedelivered() => NotifyWorkflowsChanged();

    /// <summary>
    /// Ends everything at once: loops, attempts and the settling of results. What is claimed then comes back when its lease ends.
    /// </summary>
    public void Dispose()
    {
        if (_whenDisposed.IsCancellationRequested)
        {
            return;
        }

        BeginStop();
        try
        {
            _disposed.Cancel();
        }
        catch (AggregateException exception)
        {
            DispatchLog.CancellationThrew(_logger, exception);
        }

        _disposed.Dispose();
    }

    private async Task RunAsync(DispatchRun run, CancellationToken stopping)
    {
        _giveUp.Start();
        int failures = 0;
        while (!stopping.IsCancellationRequested && !_whenDisposed.IsCancellationRequested)
        {
            try
            {
                await _workflows.EnsureLoadedAsync(stopping).ConfigureAwait(false);
                bool hasEnded = await _giveUp.TakeStepAsync(stopping).ConfigureAwait(false);
                if (await ClaimAndStartAsync(run, stopping).ConfigureAwait(false) == 0 && !hasEnded)
                {
                    await SleepAsync(stopping).ConfigureAwait(false);
                }

                failures = 0;
            }
            catch (Exception) when (stopping.IsCancellationRequested || _whenDisposed.IsCancellationRequested)
            {
                // A store that is disposed of beside this loop may throw anything.
                break;
            }
            catch (Exception exception)
            {
                TimeSpan pause = DispatchPacing.PauseAfter(++failures);
                DispatchLog.StoreFailed(_logger, exception, failures, pause);
                await Task.Delay(pause, _timeProvider, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task DrainAsync(Task loops, TimeSpan retryTime, TimeSpan callTime, CancellationToken stopNow)
    {
        DispatchRun run = _hosted;
        Task ended = WhenEndedAsync(loops, run);
        await ended.WaitAsync(stopNow).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (ended.IsCompleted)
        {
            return;
        }

        if (AttemptsOf(run) is > 0 and int left)
        {
            DispatchLog.BreakingOff(_logger, left);
        }

        // Not waited for alone: what a sender registered for the cancellation may not return, and must not hold up the stop.
        ended = Task.WhenAll(ended, CancelAsync(run.BreakOffAsync));
        run.BoundSettling(retryTime, callTime);
        if (!await BoundedWait.ForAsync(ended, retryTime + callTime, _timeProvider, CancellationToken.None).ConfigureAwait(false))
        {
            // What is left may be a call of a loop, which is not counted.
            DispatchLog.AttemptsLeftBehind(_logger, Math.Max(1, run.UnderWay.Count));
        }
    }

    private static async Task WhenEndedAsync(Task loops, DispatchRun run)
    {
        await loops.ConfigureAwait(false);
        await run.UnderWay.WhenEmptyAsync().ConfigureAwait(false);
    }

    /// <summary>How many attempts of a run are under way; what is only given back, or waits for the store, is not counted.</summary>
    private int AttemptsOf(DispatchRun run) => Math.Min(run.UnderWay.Count, _options.MaxConcurrentAttempts - _lanes.Free);

    /// <summary>
    /// Waits for attempts that were broken off. A sender of the host's own may not listen to the token, or the store be away: they must
    /// not hold up the caller for ever.
    /// </summary>
    private async Task WaitForBrokenOffAsync(DispatchRun run)
    {
        if (!await BoundedWait.ForAsync(run.UnderWay.WhenEmptyAsync(), ReleaseTime * 2, _timeProvider).ConfigureAwait(false))
        {
            DispatchLog.AttemptsLeftBehind(_logger, run.UnderWay.Count);
        }
    }

    private async Task ThrowIfDueAsync(CancellationToken cancellationToken)
    {
        RouteMap routes = Routes();
        ClaimLimits limits = _lanes.LimitsFor(routes);
        if (limits.Total > 0 && await _store.GetTimeUntilDueAsync(limits.Excluded, routes.Ids, cancellationToken).ConfigureAwait(false) <= TimeSpan.Zero)
        {
            throw new InvalidOperationException(
                "Deliveries are due, and nothing delivers them in the background: Dispatch.DeliverInBackground is " +
                $"{(_options.DeliverInBackground ? "true, but the host has not started, or has stopped" : "false")}. " +
                "Call ProcessDueAsync, or start the host with Dispatch.DeliverInBackground = true.");
        }
    }

    /// <summary>
    /// Claims for a run by hand. A caller that has cancelled is not held up by a store that hangs; what such a claim brings is given back
    /// when it ends.
    /// </summary>
    private async Task<int> ClaimByHandAsync(DispatchRun run)
    {
        Task<int> claiming = ClaimAndStartAsync(run, run.BreakOff);
        await ((Task)claiming).WaitAsync(run.BreakOff).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await BoundedWait.ForAsync(claiming, ReleaseTime, _timeProvider).ConfigureAwait(false)
            ? await claiming.ConfigureAwait(false)
            : throw new OperationCanceledException(run.BreakOff);
    }

    private async Task<int> ClaimAndStartAsync(DispatchRun run, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();

        // Only the run in the background claims ahead: a run by hand waits for all that it has claimed.
        bool ahead = run.Bell == _bell;
        if (ahead)
        {
            foreach (Attempt ready in _lanes.TakeStartable())
            {
                AttemptPool.Start(ready);
            }
        }

        RouteMap routes = Routes();
        if (ahead)
        {
            foreach (Attempt misplaced in _lanes.TakeMisplaced(routes))
            {
                _attempts.Release(misplaced);
            }
        }

        ClaimLimits limits = _lanes.LimitsFor(routes, ahead);
        if (limits.AllowNothing(routes.Ids))
        {
            return 0;
        }

        // A claim on its way counts as well, or a stop could find nothing under way just before it is granted.
        run.UnderWay.Enter();
        try
        {
            long timestamp = _timeProvider.GetTimestamp();

            // The stop does not cancel it: a claim that is cancelled may have been granted all the same, and then only its lease would
            // end it.
            IReadOnlyList<Lease> leases = await _store.ClaimAsync(
                new ClaimRequest
                {
                    Limit = limits.Total,
                    LimitPerWorkflow = limits.PerWorkflow,
                    WorkflowLimits = limits.OfWorkflows,
                    Groups = routes.Groups,
                    GroupLimits = limits.OfGroups,
                    Workflows = routes.Ids,
                    LeaseDuration = _options.LeaseDuration,
                },
                run.GiveUp).ConfigureAwait(false);
            if (leases.Count == 0)
            {
                _lanes.NoteNothingMoreDue(ahead);
            }

            return StartClaimed(leases, timestamp, routes, run, ahead, stopping);
        }
        finally
        {
            run.UnderWay.Leave();
        }
    }

    private int StartClaimed(IReadOnlyList<Lease> leases, long timestamp, RouteMap routes, DispatchRun run, bool ahead, CancellationToken stopping)
    {
        int started = 0;
        foreach (Lease lease in leases)
        {
            if (routes.Find(lease.Delivery.WorkflowId) is not { } route)
            {
                // A store that claims what was not asked for: given back at once, it would be claimed again at once, without end.
                continue;
            }

            Attempt attempt = _attempts.Of(lease, timestamp, run);
            run.UnderWay.Enter();
            switch (stopping.IsCancellationRequested ? ClaimedPlace.None : _lanes.Place(attempt, route, ahead))
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
        bool isAtRest = true;
        RouteMap routes = Routes();
        ClaimLimits limits = _lanes.LimitsFor(routes, ahead: true);
        if (limits.Total > 0)
        {
            IReadOnlyCollection<Guid> excluded = limits.Excluded;
            wait = await _store.GetTimeUntilDueAsync(excluded, routes.Ids, stopping).ConfigureAwait(false);
            isAtRest = wait is null || wait > TimeSpan.Zero;
            if (wait is not null || excluded.Count > 0)
            {
                _giveUp.NoteUnfinished();
            }

            if (limits.Resumes is { } resumes)
            {
                wait = Least(wait, resumes);
            }

            if (_store.IsShared)
            {
                wait = Least(wait, _options.SharedStorePollInterval);
            }
        }

        if (_giveUp.Wait() is { } giveUpWait)
        {
            wait = Least(wait, giveUpWait);
            isAtRest &= giveUpWait > TimeSpan.Zero;
        }

        if (wait < ShortestSleep)
        {
            wait = ShortestSleep;
        }

        // A loop that a stop left behind must not take the bell from the one that runs since.
        stopping.ThrowIfCancellationRequested();
        await _bell.SleepAsync(wait > LongestSleep ? LongestSleep : wait, stopping, isAtRest).ConfigureAwait(false);
    }

    /// <summary>What waits for a destination that pauses, or for a low rate, may have another now; and workflows may be missing.</summary>
    private void NotifyWorkflowsChanged()
    {
        _giveUp.WantLook();
        _bell.Ring();
    }

    private RouteMap Routes()
    {
        WorkflowIndex current = _workflows.Current;
        RouteMap routes = _routes;
        if (!ReferenceEquals(routes.Workflows, current.All))
        {
            _routes = routes = new RouteMap(current.All, _options.MaxAttemptsPerSecondPerDestination, current.Held);
        }

        return routes;
    }

    private static TimeSpan Least(TimeSpan? left, TimeSpan right) => left < right ? left.Value : right;
}
