using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Sending;

/// <summary>Makes one POST and judges the answer.</summary>
public interface IWebhookSender
{
    /// <summary>Makes exactly one POST. 2xx is success; anything else the remote side or the network does is an outcome, never an exception.</summary>
    /// <param name="request">The POST to make.</param>
    /// <param name="cancellationToken">Breaks the attempt off.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> broke the attempt off before a status had come.</exception>
    Task<DeliveryOutcome> SendAsync(WebhookRequest request, CancellationToken cancellationToken = default);
}
