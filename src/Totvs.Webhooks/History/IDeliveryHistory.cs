namespace Totvs.Webhooks.History;

/// <summary>The read side of a store: finds, searches and counts deliveries, and redelivers finished ones.</summary>
public interface IDeliveryHistory
{
    /// <summary>Finds one delivery.</summary>
    /// <param name="eventId">Its id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The delivery, or <see langword="null"/> when the store knows none with that id.</returns>
    Task<DeliveryRecord?> FindAsync(Guid eventId, CancellationToken cancellationToken = default);

    /// <summary>Searches deliveries, the newest first, a page at a time.</summary>
    /// <param name="query">What to search for.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A page of them.</returns>
    Task<DeliveryPage> SearchAsync(DeliveryQuery query, CancellationToken cancellationToken = default);

    /// <summary>Counts the deliveries in each state.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The counts.</returns>
    Task<DeliveryCounts> CountAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes finished deliveries pending again and due at once, with the same id and payload and all of their attempts. One that is not
    /// finished, or not known, is passed over. They become due in the order in which they were added, not in the order of their ids here:
    /// a search returns the newest first.
    /// </summary>
    /// <param name="eventIds">Their ids.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many became pending.</returns>
    Task<int> RedeliverAsync(IReadOnlyCollection<Guid> eventIds, CancellationToken cancellationToken = default);
}
