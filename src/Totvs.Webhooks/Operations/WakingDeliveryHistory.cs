using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.History;

namespace Totvs.Webhooks.Operations;

/// <summary>The read side of a store, whose redeliveries wake the dispatcher: a store that is not shared is never polled.</summary>
/// <param name="history">The read side.</param>
/// <param name="dispatcher">Attempts what is redelivered.</param>
internal sealed class WakingDeliveryHistory(IDeliveryHistory history, WebhookDispatcher dispatcher) : IDeliveryHistory
{
    public Task<DeliveryRecord?> FindAsync(Guid eventId, CancellationToken cancellationToken = default) => history.FindAsync(eventId, cancellationToken);

    public Task<DeliveryPage> SearchAsync(DeliveryQuery query, CancellationToken cancellationToken = default) => history.SearchAsync(query, cancellationToken);

    public Task<DeliveryCounts> CountAsync(CancellationToken cancellationToken = default) => history.CountAsync(cancellationToken);

    public async Task<int> RedeliverAsync(IReadOnlyCollection<Guid> eventIds, CancellationToken cancellationToken = default)
    {
        try
        {
            return await history.RedeliverAsync(eventIds, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Also when it failed: some of them may wait again by then.
            dispatcher.WakeUps.Redelivered();
        }
    }
}
