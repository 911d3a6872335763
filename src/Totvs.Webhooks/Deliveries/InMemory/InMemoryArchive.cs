namespace Totvs.Webhooks.Deliveries.InMemory;

/// <summary>
/// The finished deliveries of <see cref="InMemoryRetryStore"/>, the oldest first, for as long as <see cref="RetentionOptions"/> keeps them.
/// Only touched under the lock of that store.
/// </summary>
internal sealed class InMemoryArchive
{
    private readonly Dictionary<Guid, InMemoryDelivery> _deliveries;
    private readonly RetentionOptions _retention;
    private readonly int _capacity;
    private readonly LinkedList<InMemoryDelivery> _delivered = new();
    private readonly LinkedList<InMemoryDelivery> _discarded = new();

    /// <param name="deliveries">All deliveries of the store; those that are not kept are removed from it.</param>
    /// <param name="retention">How long to keep finished deliveries.</param>
    /// <param name="capacity">How many to keep at most of each kind.</param>
    public InMemoryArchive(Dictionary<Guid, InMemoryDelivery> deliveries, RetentionOptions retention, int capacity)
    {
        _deliveries = deliveries;
        _retention = retention;
        _capacity = capacity;
    }

    public int DeliveredCount => _delivered.Count;

    public int DiscardedCount => _discarded.Count;

    /// <summary>Keeps a delivery that has ended, or removes it from the store at once.</summary>
    public void Add(InMemoryDelivery entry, DateTimeOffset now)
    {
        if ((entry.IsDelivered ? _retention.DeliveredAge : _retention.DiscardedAge) <= TimeSpan.Zero)
        {
            _deliveries.Remove(entry.Delivery.EventId);
            return;
        }

        LinkedList<InMemoryDelivery> finished = entry.IsDelivered ? _delivered : _discarded;
        entry.FinishedAt = now;
        entry.FinishedNode = finished.AddLast(entry);
        Trim(finished, limit: 1, DateTimeOffset.MinValue, _capacity);
    }

    /// <summary>Takes out a delivery that is pending again.</summary>
    public static void Remove(InMemoryDelivery entry)
    {
        entry.FinishedNode!.List!.Remove(entry.FinishedNode);
        entry.FinishedNode = null;
    }

    /// <summary>Removes deliveries that are past their retention.</summary>
    /// <returns>How many were removed; never more than the limit.</returns>
    public int Purge(int limit, DateTimeOffset now)
    {
        int removed = Trim(_delivered, limit, now - _retention.DeliveredAge, _retention.DeliveredCount);
        return removed + Trim(_discarded, limit - removed, now - _retention.DiscardedAge, _capacity);
    }

    private int Trim(LinkedList<InMemoryDelivery> finished, int limit, DateTimeOffset finishedBefore, int maxCount)
    {
        int removed = 0;
        while (removed < limit
            && finished.First is { } oldest
            && (finished.Count > maxCount || oldest.Value.FinishedAt <= finishedBefore))
        {
            finished.RemoveFirst();
            _deliveries.Remove(oldest.Value.Delivery.EventId);
            removed++;
        }

        return removed;
    }
}
