using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.Dispatching.Lanes;

namespace Totvs.Webhooks;

/// <summary>What one call publishes: its deliveries, and the room that some of them have for a first attempt right away.</summary>
/// <param name="deliveries">The deliveries.</param>
internal sealed class PublishBatch(IReadOnlyList<Delivery> deliveries)
{
    // As long as the deliveries, once one of them has room; null for those that have none.
    private Lane?[]? _lanes;

    // The run that the room was taken in: it is given back there, also when the dispatcher was stopped and started meanwhile.
    private DispatchRun? _run;
    private int _claimed;

    public int Count => deliveries.Count;

    /// <summary>Whether some have room, and are to be added as claimed.</summary>
    public bool HasClaimed => _claimed > 0;

    public bool HasWaiting => _claimed < deliveries.Count;

    /// <summary>Takes room for as many first attempts as there is.</summary>
    public void Reserve(WebhookDispatcher dispatcher)
    {
        DispatchRun run = _run = dispatcher.Hosted;
        for (int index = 0; index < deliveries.Count; index++)
        {
            // One that is ordered waits its turn in the store, which knows of the others of its record.
            if (!deliveries[index].IsOrdered && dispatcher.TryReserve(run, deliveries[index].WorkflowId) is { } lane)
            {
                _claimed++;
                (_lanes ??= new Lane?[deliveries.Count])[index] = lane;
            }
        }
    }

    public AddRequest ToRequest(TimeSpan leaseDuration)
    {
        if (_claimed == 0)
        {
            return new AddRequest { Waiting = deliveries };
        }

        return HasWaiting
            ? new AddRequest { Waiting = [.. Having(room: false)], Claimed = [.. Having(room: true)], LeaseDuration = leaseDuration }
            : new AddRequest { Claimed = deliveries, LeaseDuration = leaseDuration };
    }

    /// <summary>Starts the first attempts of those the store granted a lease for.</summary>
    public void Start(IReadOnlyList<Lease> leases, long claimedTimestamp, WebhookDispatcher dispatcher)
    {
        int next = 0;
        for (int index = 0; index < deliveries.Count && next < leases.Count; index++)
        {
            // The leases are in the order of the request; a store may have granted fewer.
            if (_lanes?[index] is { } lane && leases[next].Delivery.EventId == deliveries[index].EventId)
            {
                _lanes[index] = null;
                dispatcher.StartReserved(_run!, leases[next++], claimedTimestamp, lane);
            }
        }
    }

    /// <summary>Gives back the room of attempts that were not started.</summary>
    public void ReturnRest(WebhookDispatcher dispatcher)
    {
        for (int index = 0; index < _lanes?.Length; index++)
        {
            if (_lanes[index] is { } lane)
            {
                _lanes[index] = null;
                dispatcher.Return(_run!, lane, deliveries[index].WorkflowId);
            }
        }
    }

    private IEnumerable<Delivery> Having(bool room) => deliveries.Where((_, index) => _lanes![index] is not null == room);
}
