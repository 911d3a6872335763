using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching.Attempts;
using Totvs.Webhooks.Dispatching.Lanes;

namespace Totvs.Webhooks.Dispatching;

/// <summary>
/// New deliveries on their way into the store, and the slots that some of them hold already. Those are added as claimed, and their first
/// attempts start without being read back from the store.
/// </summary>
internal sealed class ReservedSlots
{
    private readonly IReadOnlyList<Delivery> _deliveries;

    // The run in which the slots were taken. They are freed there, even if the dispatcher was stopped and started meanwhile: freed in
    // another run they would leave this one with an attempt that its stop waits for without end.
    private readonly DispatchRun _run;
    private readonly AttemptEnd _end;

    // As long as the deliveries, once one of them has a slot; null for those that have none.
    private Lane?[]? _lanes;
    private int _claimed;

    public ReservedSlots(IReadOnlyList<Delivery> deliveries, DispatchRun run, AttemptEnd end)
    {
        _deliveries = deliveries;
        _run = run;
        _end = end;
    }

    public int Count => _deliveries.Count;

    /// <summary>Whether some have a slot, and are to be added as claimed.</summary>
    public bool HasClaimed => _claimed > 0;

    /// <summary>Whether some have no slot, and wait in the store.</summary>
    public bool HasWaiting => _claimed < _deliveries.Count;

    /// <summary>Takes as many slots as there are.</summary>
    /// <param name="routes">Where deliveries go now.</param>
    /// <param name="lanes">The slots there are.</param>
    /// <param name="now">The time of the lanes.</param>
    public void Reserve(RouteMap routes, LaneTable lanes, TimeSpan now)
    {
        for (int index = 0; index < _deliveries.Count; index++)
        {
            // One that is ordered waits its turn in the store, which knows of the others of its record.
            if (!_deliveries[index].IsOrdered && TryReserve(_deliveries[index].WorkflowId, routes, lanes, now) is { } lane)
            {
                _claimed++;
                (_lanes ??= new Lane?[_deliveries.Count])[index] = lane;
            }
        }
    }

    public AddRequest ToRequest(TimeSpan leaseDuration)
    {
        if (_claimed == 0)
        {
            return new AddRequest { Waiting = _deliveries };
        }

        return HasWaiting
            ? new AddRequest { Waiting = [.. WithSlot(false)], Claimed = [.. WithSlot(true)], LeaseDuration = leaseDuration }
            : new AddRequest { Claimed = _deliveries, LeaseDuration = leaseDuration };
    }

    /// <summary>Starts the first attempts of those for which the store granted a lease.</summary>
    /// <param name="leases">The leases, in the order of the request; a store may have granted fewer.</param>
    /// <param name="claimedTimestamp">A monotonic timestamp from before the deliveries were added.</param>
    public void Start(IReadOnlyList<Lease> leases, long claimedTimestamp)
    {
        int next = 0;
        for (int index = 0; index < _deliveries.Count && next < leases.Count; index++)
        {
            if (_lanes?[index] is { } lane && leases[next].Delivery.EventId == _deliveries[index].EventId)
            {
                // Set to null first: the attempt frees the slot from here on, and FreeUnused must not free it again.
                _lanes[index] = null;
                AttemptRunner.Start(new Attempt(leases[next++], claimedTimestamp, _run) { Lane = lane });
            }
        }
    }

    /// <summary>Frees the slots of attempts that were not started.</summary>
    public void FreeUnused()
    {
        for (int index = 0; index < _lanes?.Length; index++)
        {
            if (_lanes[index] is { } lane)
            {
                _lanes[index] = null;
                _end.FreeUnused(lane, _deliveries[index].WorkflowId, _run);
            }
        }
    }

    private Lane? TryReserve(Guid workflowId, RouteMap routes, LaneTable lanes, TimeSpan now)
    {
        if (!_run.IsOpen || routes.Find(workflowId) is not { } route || lanes.TryReserve(route, now) is not { } lane)
        {
            return null;
        }

        _run.UnderWay.Enter();
        if (_run.IsOpen)
        {
            return lane;
        }

        // The run was stopped meanwhile. A stop that found nothing to wait for may be over already, and this attempt would begin after it.
        _end.FreeUnused(lane, workflowId, _run);
        return null;
    }

    private IEnumerable<Delivery> WithSlot(bool hasSlot) => _deliveries.Where((_, index) => _lanes![index] is not null == hasSlot);
}
