using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.History;

namespace Totvs.Webhooks.Operations;

/// <summary>
/// The read side of a store, with redeliveries that wake the dispatcher: a store that is not shared is never polled, so a redelivery would
/// wait for the next event.
/// </summary>
internal sealed class WakingDeliveryHistory : IDeliveryHistory
{
    private readonly IDeliveryHistory _history;
    private readonly WebhookDispatcher _dispatcher;

    public WakingDeliveryHistory(IDeliveryHistory history, WebhookDispatcher dispatcher)
    {
        _history = history;
        _dispatcher = dispatcher;
    }

    public Task<DeliveryRecord?> FindAsync(Guid eventId, CancellationToken cancellationToken = default) =>
        _history.FindAsync(eventId, cancellationToken);

    public Task<DeliveryPage> SearchAsync(DeliveryQuery query, CancellationToken cancellationToken = default) =>
        _history.SearchAsync(query, cancellationToken);

    public Task<DeliveryCounts> CountAsync(CancellationToken cancellationToken = default) => _history.CountAsync(cancellationToken);

    public async Task<int> RedeliverAsync(IReadOnlyCollection<Guid> eventIds, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _history.RedeliverAsync(eventIds, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Also after an exception: some deliveries may be pending again.
            _dispatcher.WakeUps.Redelivered();
        }
    }
}
