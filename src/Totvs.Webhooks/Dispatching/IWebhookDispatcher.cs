namespace Totvs.Webhooks.Dispatching;

/// <summary>
/// Attempts what is due. With the generic host a hosted service drives it and nothing need be called; a host without one, or a test,
/// drives it by hand.
/// </summary>
public interface IWebhookDispatcher
{
    /// <summary>
    /// Attempts everything that is due now, and what becomes due meanwhile, then returns. What waits for a destination that does not
    /// answer, and is left alone for a while because of it, is left for a later call.
    /// </summary>
    /// <remarks>
    /// Beside a host that delivers in the background, the two share the work: each delivery is attempted by one of them, and the call
    /// returns when what the background holds has been attempted and settled as well. The summary counts only the attempts of this call,
    /// so it may be all zeros there. Switch <see cref="DispatchOptions.DeliverInBackground"/> off where the summary is to tell of
    /// everything.
    /// </remarks>
    /// <param name="cancellationToken">Stops claiming, breaks off the attempts under way and gives them back without counting them.</param>
    /// <returns>What became of the attempts of this call.</returns>
    /// <exception cref="Deliveries.RetryStoreException">
    /// The store failed; what was under way has been settled or comes back by itself.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The host was disposed.</exception>
    Task<DispatchSummary> ProcessDueAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits, and attempts nothing itself, until there is a moment in which no attempt is under way, nothing is due that may begin, and
    /// all results are settled: what was published before the call has been attempted then. What waits for a later time, for a
    /// destination that is left alone for a while, or for its turn by a limit of attempts a second, is not waited for. While the store
    /// fails, the wait goes on.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when nothing is left to do.</returns>
    /// <exception cref="InvalidOperationException">
    /// Something is due, and nothing delivers it: the host has not started or has stopped, or
    /// <see cref="DispatchOptions.DeliverInBackground"/> is off.
    /// </exception>
    /// <exception cref="Deliveries.RetryStoreException">The store could not be asked, while nothing delivers in the background.</exception>
    /// <exception cref="ObjectDisposedException">The host was disposed.</exception>
    Task WaitUntilIdleAsync(CancellationToken cancellationToken = default);
}
