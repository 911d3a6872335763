namespace Totvs.Webhooks.Dispatching;

/// <summary>
/// Attempts what is due. With the generic host a hosted service drives it and nothing need be called; a host without one, or a test,
/// drives it by hand.
/// </summary>
public interface IWebhookDispatcher
{
    /// <summary>
    /// Attempts everything that is due now, and what becomes due meanwhile, then returns. What waits for a destination that does not answer, and is
    /// left alone for a while because of it, is left for a later call.
    /// </summary>
    /// <param name="cancellationToken">Stops claiming, breaks off the attempts under way and gives them back without counting them.</param>
    /// <returns>What became of the attempts.</returns>
    /// <exception cref="Deliveries.RetryStoreException">The store failed; what was under way has been settled or comes back by itself.</exception>
    Task<DispatchSummary> ProcessDueAsync(CancellationToken cancellationToken = default);
}
