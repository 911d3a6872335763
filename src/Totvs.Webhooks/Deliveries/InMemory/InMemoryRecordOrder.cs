namespace Totvs.Webhooks.Deliveries.InMemory;

/// <summary>
/// Which of the ordered deliveries of a record goes, and which wait for it: of each workflow and record one at a time, in the order of
/// adding.
/// </summary>
internal sealed class InMemoryRecordOrder
{
    private readonly Dictionary<(Guid WorkflowId, string RecordId), PriorityQueue<InMemoryDelivery, long>?> _heldBack = [];

    /// <summary>Notes an unfinished delivery.</summary>
    /// <returns>Whether it has to wait, because another of its record has not ended.</returns>
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

    /// <summary>Notes that the delivery which was not held back has ended.</summary>
    /// <returns>The one of its record that goes next, or <see langword="null"/>.</returns>
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
