using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Dispatching;

/// <summary>The attempts under way: each takes room in its destination's lane, runs, is settled, and gives its room back.</summary>
internal sealed class AttemptPool : IDisposable
{
    private readonly AttemptRunner _runner;
    private readonly SettlementWriter _settlements;
    private readonly LaneTable _lanes;
    private readonly DispatchOptions _options;
    private readonly WakeUpBell _loopBell;

    /// <param name="runner">Makes one attempt.</param>
    /// <param name="store">Settles its result.</param>
    /// <param name="lanes">The room there is.</param>
    /// <param name="options">The limits.</param>
    /// <param name="loopBell">Wakes the hosted loop when room is free that the store may have deliveries for.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">Takes what is worth telling.</param>
    public AttemptPool(
        AttemptRunner runner,
        IRetryStore store,
        LaneTable lanes,
        DispatchOptions options,
        WakeUpBell loopBell,
        TimeProvider timeProvider,
        ILogger<WebhookDispatcher> logger)
    {
        _runner = runner;
        _settlements = new SettlementWriter(store, OnSettled, timeProvider, logger);
        _lanes = lanes;
        _options = options;
        _loopBell = loopBell;
    }

    /// <summary>Starts an attempt that has its room.</summary>
    public void Start(Lease lease, long claimedTimestamp, AttemptSlot slot, DispatchRun run)
    {
        run.UnderWay.Enter();
        StartEntered(lease, claimedTimestamp, slot, run);
    }

    /// <summary>Starts an attempt that has its room, and is counted among those under way already.</summary>
    public void StartEntered(Lease lease, long claimedTimestamp, AttemptSlot slot, DispatchRun run) =>
        ThreadPool.UnsafeQueueUserWorkItem(new Attempt(this, lease, claimedTimestamp, slot, run), preferLocal: false);

    /// <summary>Gives a lease back for which there is no room.</summary>
    public void Release(Lease lease, DispatchRun run)
    {
        run.UnderWay.Enter();
        _settlements.Add(new Attempt(this, lease, claimedTimestamp: 0, slot: null, run) { Settlement = Settlement.Released(lease) });
    }

    /// <summary>Gives back the room of an attempt that will not be made.</summary>
    public void Return(AttemptSlot slot, DispatchRun run)
    {
        GiveBack(slot, run, LaneSignal.None);
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
            _loopBell.RingIfSleepingLongerThan(attempt.Lease.Duration);
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

    /// <summary>Ends the waiting for a store that fails, after a time.</summary>
    public void GiveUpAfter(TimeSpan time) => _settlements.GiveUpAfter(time);

    public void Dispose() => _settlements.Dispose();

    private void OnSettled(Attempt attempt, bool isTaken)
    {
        Settlement settlement = attempt.Settlement!;
        if (isTaken && attempt.IsMade)
        {
            attempt.Run.Tally.Count(settlement.Kind);
        }

        if (isTaken && settlement.Kind is SettlementKind.Retry)
        {
            _loopBell.RingIfSleepingLongerThan(settlement.Delay);
        }

        if (isTaken && (settlement.Kind is SettlementKind.Released || attempt.Lease.Delivery.IsOrdered))
        {
            // It is due now itself, though its room may have come free while the store still held it as claimed; or the next one of its record may be.
            _loopBell.Ring();
        }

        End(attempt);
    }

    private void End(Attempt attempt)
    {
        GiveBackOf(attempt);
        DispatchRun run = attempt.Run;
        run.UnderWay.Leave();
        if (run.Bell != _loopBell)
        {
            run.Bell.Ring();
        }
    }

    private void GiveBackOf(Attempt attempt)
    {
        if (attempt.Slot is { } slot)
        {
            attempt.Slot = null;
            GiveBack(slot, attempt.Run, LaneSignals.Of(attempt.Settlement?.Outcome));
        }
    }

    private void GiveBack(AttemptSlot slot, DispatchRun run, LaneSignal signal)
    {
        if (_lanes.Leave(slot, signal))
        {
            _loopBell.Ring();
        }

        if (run.Bell != _loopBell)
        {
            run.Bell.Ring();
        }
    }
}
