using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Sending;

/// <summary>Sends a delivery to its receiver.</summary>
public interface IWebhookSender
{
    /// <summary>
    /// Makes exactly one POST. A 2xx status is success. Any other result of the receiver or the network is an outcome, never an exception.
    /// If a reused connection ends before a byte of the response, the POST is sent once more, at once, on a new connection and within the
    /// same timeouts: most likely the receiver closed the idle connection and never saw the request.
    /// </summary>
    /// <param name="request">The POST to make.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="OperationCanceledException">
    /// <paramref name="cancellationToken"/> was cancelled before the status was known.
    /// </exception>
    Task<DeliveryOutcome> SendAsync(WebhookRequest request, CancellationToken cancellationToken = default);
}
