using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching.Lanes;

namespace Totvs.Webhooks.Dispatching.Attempts;

/// <summary>The attempts under way: each takes room in its destination's lane, runs, is settled, and gives its room back.</summary>
internal sealed class AttemptPool
{
    private readonly AttemptRunner _runner;
    private readonly SettlementWriter _settlements;
    private readonly LaneTable _lanes;
    private readonly DispatchOptions _options;
    private readonly WakeUpBell _bell;

    /// <param name="runner">Makes one attempt.</param>
    /// <param name="store">Settles its result.</param>
    /// <param name="lanes">The room there is.</param>
    /// <param name="options">The limits.</param>
    /// <param name="bell">Wakes the loop in the background, when room is free that the store may have deliveries for.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">Takes what is worth telling.</param>
    /// <param name="disposed">Ends everything: the dispatcher is gone.</param>
    public AttemptPool(
        AttemptRunner runner,
        IRetryStore store,
        LaneTable lanes,
        DispatchOptions options,
        WakeUpBell bell,
        TimeProvider timeProvider,
        ILogger<WebhookDispatcher> logger,
        CancellationToken disposed)
    {
        _runner = runner;
        _settlements = new SettlementWriter(store, OnSettled, timeProvider, logger, disposed);
        _lanes = lanes;
        _options = options;
        _bell = bell;
    }

    /// <summary>Makes an attempt of a lease, not begun yet.</summary>
    public Attempt Of(Lease lease, long claimedTimestamp, DispatchRun run) => new(this, lease, claimedTimestamp, run);

    /// <summary>Starts an attempt that has its room. It is counted among those under way since it was claimed.</summary>
    public static void Start(Attempt attempt) => ThreadPool.UnsafeQueueUserWorkItem(attempt, preferLocal: false);

    /// <summary>Gives a lease back for which there is no room.</summary>
    public void Release(Attempt attempt)
    {
        attempt.Settlement = Settlement.Released(attempt.Lease);
        _settlements.Add(attempt);
    }

    /// <summary>Gives back the room of an attempt that will not be made.</summary>
    public void Return(Lane lane, Guid workflowId, DispatchRun run)
    {
        GiveBack(lane, workflowId, run, LaneSignal.None);
        run.UnderWay.Leave();
    }

    /// <summary>Makes an attempt. Throws nothing.</summary>
    public Task MakeAsync(Attempt attempt) => _runner.RunAsync(attempt);

    /// <summary>Hands the result of an attempt over to be settled.</summary>
    public void OnMade(Attempt attempt)
    {
        if (attempt.Settlement is null)
        {
            // It is due again when its lease ends, which a loop that sleeps since before it was published does not know of.
            _bell.RingIfSleepingLongerThan(attempt.Lease.Duration);
            End(attempt);
            return;
        }

        if (_settlements.Pending < _options.MaxConcurrentAttempts)
        {
            // The request is over: its room serves the next one while the result is being settled. Not so when the store
            // falls behind, or results would pile up without bound.
            GiveBackOf(attempt);
        }

        _settlements.Add(attempt);
    }

    private void OnSettled(Attempt attempt, bool isTaken)
    {
        Settlement settlement = attempt.Settlement!;
        if (isTaken && attempt.HasBegun)
        {
            attempt.Run.Tally.Count(settlement.Kind);
        }

        if (isTaken && settlement.Kind is SettlementKind.Retry)
        {
            _bell.RingIfSleepingLongerThan(settlement.Delay);
        }

        if (isTaken && (settlement.Kind is SettlementKind.Released || attempt.Lease.Delivery.IsOrdered))
        {
            // It is due now itself, though its room may have come free while the store still held it as claimed; or the next one of its
            // record may be.
            _bell.Ring();
        }

        End(attempt);
    }

    private void End(Attempt attempt)
    {
        GiveBackOf(attempt);
        DispatchRun run = attempt.Run;
        run.UnderWay.Leave();
        if (run.Bell != _bell)
        {
            run.Bell.Ring();
        }
    }

    private void GiveBackOf(Attempt attempt)
    {
        if (attempt.Lane is { } lane)
        {
            attempt.Lane = null;
            GiveBack(lane, attempt.WorkflowId, attempt.Run, LaneSignals.Of(attempt.Settlement?.Outcome));
        }
    }

    private void GiveBack(Lane lane, Guid workflowId, DispatchRun run, LaneSignal signal)
    {
        LaneChange change = _lanes.Leave(lane, workflowId, signal);
        if (change.Next is { } next)
        {
            Start(next);
        }

        foreach (Attempt attempt in change.GivenUp)
        {
            Release(attempt);
        }

        if (change.MayClaim)
        {
            _bell.Ring();
        }

        if (run.Bell != _bell)
        {
            run.Bell.Ring();
        }
    }
}
