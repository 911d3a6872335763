using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching.Lanes;

namespace Totvs.Webhooks.Dispatching.Attempts;

/// <summary>Ends attempts: frees the slot, has the result settled, and wakes what waited for either.</summary>
internal sealed class AttemptEnd
{
    private readonly LaneTable _lanes;
    private readonly WakeUps _wakeUps;
    private readonly DispatchOptions _options;
    private readonly DispatchClock _clock;
    private readonly SettlementWriter _settlements;

    /// <param name="store">Takes the results.</param>
    /// <param name="lanes">The slots.</param>
    /// <param name="wakeUps">Wake the loop in the background.</param>
    /// <param name="options">The options of this room.</param>
    /// <param name="clock">The clock of the lanes.</param>
    /// <param name="timeProvider">The clock of the results that wait for the store.</param>
    /// <param name="logger">The logger.</param>
    /// <param name="disposed">Ends everything: the dispatcher was disposed.</param>
    public AttemptEnd(
        IRetryStore store,
        LaneTable lanes,
        WakeUps wakeUps,
        DispatchOptions options,
        DispatchClock clock,
        TimeProvider timeProvider,
        ILogger<WebhookDispatcher> logger,
        CancellationToken disposed)
    {
        _lanes = lanes;
        _wakeUps = wakeUps;
        _options = options;
        _clock = clock;
        _settlements = new SettlementWriter(store, OnSettled, timeProvider, logger, disposed);
    }

    /// <summary>The request is over, and what there is to settle is known.</summary>
    public void Finish(Attempt attempt)
    {
        if (attempt.Settlement is null)
        {
            _wakeUps.LeaseEndsIn(attempt.Lease.Duration);
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
        if (isTaken)
        {
            if (attempt.HasBegun)
            {
                attempt.Run.Tally.Count(settlement.Kind);
            }

            WakeAfter(settlement, attempt.Lease.Delivery);
        }

        End(attempt);
    }

    private void WakeAfter(Settlement settlement, Delivery delivery)
    {
        switch (settlement.Kind)
        {
            case SettlementKind.Retry:
                _wakeUps.RetryIn(settlement.Delay);
                break;
            case SettlementKind.Released:
                _wakeUps.Released();
                break;
        }

        if (delivery.IsOrdered)
        {
            _wakeUps.OrderedSettled();
        }
    }

    private void End(Attempt attempt)
    {
        FreeSlot(attempt);
        attempt.Run.UnderWay.Leave();
        WakeUps.AttemptEnded(attempt.Run);
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
        FreedSlot freed = _lanes.Free(lane, workflowId, signal, _clock.Now);
        if (freed.Next is { } next)
        {
            AttemptRunner.Start(next);
        }

        foreach (Attempt attempt in freed.Released)
        {
            Release(attempt);
        }

        if (freed.Wakes)
        {
            _wakeUps.SlotFreed();
        }

        WakeUps.AttemptEnded(run);
    }
}
