namespace Totvs.Webhooks.History;

/// <summary>The read side, for people: what waits, what was discarded and why; and their one wish, to have something sent again.</summary>
public interface IDeliveryHistory
{
    /// <summary>One delivery.</summary>
    /// <param name="eventId">Its id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The delivery, or <see langword="null"/> when the store knows none with that id.</returns>
    Task<DeliveryRecord?> FindAsync(Guid eventId, CancellationToken cancellationToken = default);

    /// <summary>Searches deliveries, the newest first, a page at a time.</summary>
    /// <param name="query">What to search for.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A page of them.</returns>
    Task<DeliveryPage> SearchAsync(DeliveryQuery query, CancellationToken cancellationToken = default);

    /// <summary>How many deliveries are in each state.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The counts.</returns>
    Task<DeliveryCounts> CountAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes finished deliveries wait again, due at once, with their same id and payload and a full set of attempts. One that is not
    /// finished, or not known, is passed over. They go in the order in which they were added, in whatever order they are named: a search
    /// names the newest first.
    /// </summary>
    /// <param name="eventIds">Their ids.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many now wait again.</returns>
    Task<int> RedeliverAsync(IReadOnlyCollection<Guid> eventIds, CancellationToken cancellationToken = default);
}
