using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Diagnostics;

namespace Totvs.Webhooks.Dispatching;

/// <summary>The attempts under way: each takes room in its destination's lane, runs, is settled, and gives its room back.</summary>
/// <param name="runner">Makes one attempt.</param>
/// <param name="settlements">Settles its result.</param>
/// <param name="lanes">The room there is.</param>
/// <param name="options">The limits.</param>
/// <param name="loopBell">Wakes the hosted loop when room is free that the store may have deliveries for.</param>
/// <param name="logger">Is told of what nobody expected.</param>
internal sealed class AttemptPool(
    AttemptRunner runner,
    SettlementWriter settlements,
    LaneTable lanes,
    DispatchOptions options,
    WakeUpBell loopBell,
    ILogger<WebhookDispatcher> logger)
{
    /// <summary>Starts an attempt that has its room.</summary>
    public void Start(Attempt attempt, AttemptSlot slot, DispatchRun run)
    {
        run.UnderWay.Enter();
        StartEntered(attempt, slot, run);
    }

    /// <summary>Starts an attempt that has its room, and is counted among those under way already.</summary>
    public void StartEntered(Attempt attempt, AttemptSlot slot, DispatchRun run) =>
        _ = Task.Run(() => AttemptAndSettleAsync(attempt, slot, run), CancellationToken.None);

    /// <summary>Gives a lease back for which there is no room.</summary>
    public void Release(Lease lease, DispatchRun run)
    {
        run.UnderWay.Enter();
        _ = ReleaseAsync(lease, run);
    }

    /// <summary>Gives back the room of an attempt that will not be made.</summary>
    public void Return(AttemptSlot slot, DispatchRun run)
    {
        Leave(slot, run, LaneSignal.None);
        run.UnderWay.Leave();
    }

    private async Task AttemptAndSettleAsync(Attempt attempt, AttemptSlot slot, DispatchRun run)
    {
        bool holdsSlot = true;
        try
        {
            if (await runner.RunAsync(attempt, run.BreakOff).ConfigureAwait(false) is not { } settlement)
            {
                return;
            }

            Task<bool> settled = settlements.SettleAsync(settlement);
            if (settlements.Pending < options.MaxConcurrentAttempts)
            {
                // The request is over: its room serves the next one while the result is being settled. Not so when the store
                // falls behind, or results would pile up without bound.
                holdsSlot = false;
                Leave(slot, run, LaneSignals.Of(settlement.Outcome));
            }

            if (await settled.ConfigureAwait(false))
            {
                run.Tally.Count(settlement.Kind);
                if (settlement.Kind is SettlementKind.Retry)
                {
                    loopBell.RingIfSleepingLongerThan(settlement.Delay);
                }
            }

            if (holdsSlot)
            {
                holdsSlot = false;
                Leave(slot, run, LaneSignals.Of(settlement.Outcome));
            }
        }
        catch (Exception exception)
        {
            DispatchLog.AttemptFaulted(logger, exception, attempt.Lease.Delivery.EventId);
        }
        finally
        {
            if (holdsSlot)
            {
                Leave(slot, run, LaneSignal.None);
            }

            run.UnderWay.Leave();
            if (run.Bell != loopBell)
            {
                run.Bell.Ring();
            }
        }
    }

    private void Leave(AttemptSlot slot, DispatchRun run, LaneSignal signal)
    {
        if (lanes.Leave(slot, signal))
        {
            loopBell.Ring();
        }

        if (run.Bell != loopBell)
        {
            run.Bell.Ring();
        }
    }

    private async Task ReleaseAsync(Lease lease, DispatchRun run)
    {
        try
        {
            await settlements.SettleAsync(Settlement.Released(lease)).ConfigureAwait(false);
        }
        finally
        {
            run.UnderWay.Leave();
        }
    }
}
