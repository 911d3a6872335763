using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks;

/// <summary>What one call publishes: its deliveries, and the room that some of them have for a first attempt right away.</summary>
/// <param name="capacity">How many deliveries are expected.</param>
internal sealed class PublishBatch(int capacity)
{
    private readonly List<Delivery> _deliveries = new(capacity);
    private readonly List<PublishedEvent> _events = new(capacity);

    // As long as the deliveries, once one of them has room; null for those that have none.
    private List<AttemptSlot?>? _slots;
    private int _claimed;

    public IReadOnlyList<PublishedEvent> Events => _events;

    public bool HasWaiting => _claimed < _deliveries.Count;

    public void Add(Delivery delivery, Workflow workflow, WorkflowEvent workflowEvent)
    {
        _deliveries.Add(delivery);
        _events.Add(new PublishedEvent(delivery.EventId, workflow, workflowEvent));
    }

    /// <summary>Takes room for as many first attempts as there is.</summary>
    public void Reserve(WebhookDispatcher dispatcher)
    {
        for (int index = 0; index < _deliveries.Count; index++)
        {
            // One that is ordered waits its turn in the store, which knows of the others of its record.
            AttemptSlot? slot = _deliveries[index].IsOrdered ? null : dispatcher.TryReserve(_events[index].Workflow);
            if (slot is not null)
            {
                _claimed++;
                _slots ??= [.. Enumerable.Repeat<AttemptSlot?>(null, index)];
            }

            _slots?.Add(slot);
        }
    }

    public AddRequest ToRequest(TimeSpan leaseDuration)
    {
        if (_claimed == 0)
        {
            return new AddRequest { Waiting = _deliveries };
        }

        return HasWaiting
            ? new AddRequest { Waiting = [.. Having(slot: false)], Claimed = [.. Having(slot: true)], LeaseDuration = leaseDuration }
            : new AddRequest { Claimed = _deliveries, LeaseDuration = leaseDuration };
    }

    /// <summary>Starts the first attempts of those the store granted a lease for.</summary>
    public void Start(IReadOnlyList<Lease> leases, long claimedTimestamp, WebhookDispatcher dispatcher)
    {
        int next = 0;
        for (int index = 0; index < _deliveries.Count && next < leases.Count; index++)
        {
            // The leases are in the order of the request; a store may have granted fewer.
            if (_slots?[index] is { } slot && leases[next].Delivery.EventId == _deliveries[index].EventId)
            {
                _slots[index] = null;
                dispatcher.StartReserved(leases[next++], claimedTimestamp, slot);
            }
        }
    }

    /// <summary>Gives back the room of attempts that were not started.</summary>
    public void ReturnRest(WebhookDispatcher dispatcher)
    {
        for (int index = 0; index < _slots?.Count; index++)
        {
            if (_slots[index] is { } slot)
            {
                dispatcher.Return(slot);
            }
        }
    }

    private IEnumerable<Delivery> Having(bool slot) => _deliveries.Where((_, index) => _slots![index] is not null == slot);
}
