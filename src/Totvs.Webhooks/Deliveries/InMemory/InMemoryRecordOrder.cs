namespace Totvs.Webhooks.Deliveries.InMemory;

/// <summary>
/// The order of the deliveries of a record: of each workflow and record one ordered delivery at a time can be claimed, in the order in
/// which they were added.
/// </summary>
internal sealed class InMemoryRecordOrder
{
    private readonly Dictionary<(Guid WorkflowId, string RecordId), PriorityQueue<InMemoryDelivery, long>?> _heldBack = [];

    /// <summary>Notes an unfinished delivery.</summary>
    /// <returns>Whether the delivery is held back, because another of the same record has not ended.</returns>
    public bool HoldsBack(InMemoryDelivery entry)
    {
        if (!entry.Delivery.IsOrdered || _heldBack.TryAdd(KeyOf(entry), null))
        {
            return false;
        }

        PriorityQueue<InMemoryDelivery, long> heldBack = _heldBack[KeyOf(entry)] ??= new PriorityQueue<InMemoryDelivery, long>();
        heldBack.Enqueue(entry, entry.Sequence);
        return true;
    }

    /// <summary>Notes that the delivery that was not held back has ended.</summary>
    /// <returns>The next delivery of the same record; <see langword="null"/> when there is none.</returns>
    public InMemoryDelivery? NextAfter(InMemoryDelivery entry)
    {
        if (!entry.Delivery.IsOrdered)
        {
            return null;
        }

        if (_heldBack[KeyOf(entry)] is { Count: > 0 } heldBack)
        {
            return heldBack.Dequeue();
        }

        _heldBack.Remove(KeyOf(entry));
        return null;
    }

    private static (Guid WorkflowId, string RecordId) KeyOf(InMemoryDelivery entry) => (entry.Delivery.WorkflowId, entry.Delivery.RecordId);
}
