using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching.Lanes;

namespace Totvs.Webhooks.Dispatching.Attempts;

/// <summary>Ends attempts: frees the slot, has the result settled, and wakes what waited for either.</summary>
internal sealed class AttemptEnd
{
    private readonly LaneTable _lanes;
    private readonly WakeUpBell _bell;
    private readonly DispatchOptions _options;
    private readonly SettlementWriter _settlements;

    /// <param name="store">Takes the results.</param>
    /// <param name="lanes">The slots.</param>
    /// <param name="bell">Wakes the loop in the background.</param>
    /// <param name="options">The options of this room.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">The logger.</param>
    /// <param name="disposed">Ends everything: the dispatcher was disposed.</param>
    public AttemptEnd(
        IRetryStore store,
        LaneTable lanes,
        WakeUpBell bell,
        DispatchOptions options,
        TimeProvider timeProvider,
        ILogger<WebhookDispatcher> logger,
        CancellationToken disposed)
    {
        _lanes = lanes;
        _bell = bell;
        _options = options;
        _settlements = new SettlementWriter(store, OnSettled, timeProvider, logger, disposed);
    }

    /// <summary>The request is over, and what there is to settle is known.</summary>
    public void Finish(Attempt attempt)
    {
        if (attempt.Settlement is null)
        {
            // The delivery is due again when its lease ends. A loop that went to sleep before the delivery was published does not know
            // that time, and would sleep past it.
            _bell.RingIfSleepingLongerThan(attempt.Lease.Duration);
            End(attempt);
            return;
        }

        if (_settlements.Pending < _options.MaxConcurrentAttempts)
        {
            // The slot serves the next attempt while the result is being settled. Without the condition, results would pile up without
            // bound while the store falls behind.
            FreeSlot(attempt);
        }

        _settlements.Add(attempt);
    }

    /// <summary>Gives a lease back without an attempt.</summary>
    public void Release(Attempt attempt)
    {
        attempt.Settlement = Settlement.Released(attempt.Lease);
        _settlements.Add(attempt);
    }

    /// <summary>Frees a slot that was reserved for an attempt which is not made.</summary>
    public void FreeUnused(Lane lane, Guid workflowId, DispatchRun run)
    {
        FreeSlot(lane, workflowId, run, LaneSignal.None);

        // Last: a stop that waits for the run may go on after this line, and nothing of the run may begin then.
        run.UnderWay.Leave();
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
            // A released delivery is due at once, and so may be the next one of an ordered record. The slot may have come free while the
            // store still held them as claimed: the look that followed did not find them.
            _bell.Ring();
        }

        End(attempt);
    }

    private void End(Attempt attempt)
    {
        FreeSlot(attempt);
        attempt.Run.UnderWay.Leave();
        attempt.Run.OwnBell?.Ring();
    }

    private void FreeSlot(Attempt attempt)
    {
        if (attempt.Lane is { } lane)
        {
            // Set to null first: Finish and End both come here, and a slot that is freed twice lets one attempt too many begin.
            attempt.Lane = null;
            FreeSlot(lane, attempt.WorkflowId, attempt.Run, OutcomeJudge.SignalOf(attempt.Settlement?.Outcome));
        }
    }

    private void FreeSlot(Lane lane, Guid workflowId, DispatchRun run, LaneSignal signal)
    {
        LaneChange change = _lanes.Leave(lane, workflowId, signal);
        if (change.Next is { } next)
        {
            AttemptRunner.Start(next);
        }

        foreach (Attempt attempt in change.GivenUp)
        {
            Release(attempt);
        }

        if (change.MayClaim)
        {
            _bell.Ring();
        }

        run.OwnBell?.Ring();
    }
}
