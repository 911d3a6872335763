using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Sending;

/// <summary>Makes one POST and judges the answer.</summary>
public interface IWebhookSender
{
    /// <summary>
    /// Makes exactly one POST. 2xx is success; anything else the remote side or the network does is an outcome, never an exception. Where
    /// a connection that was used before ends without a byte of an answer, the POST is made once more, at once and on a new connection,
    /// within the same times: most likely it never arrived.
    /// </summary>
    /// <param name="request">The POST to make.</param>
    /// <param name="cancellationToken">Breaks the attempt off.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="OperationCanceledException">
    /// <paramref name="cancellationToken"/> broke the attempt off before a status had come.
    /// </exception>
    Task<DeliveryOutcome> SendAsync(WebhookRequest request, CancellationToken cancellationToken = default);
}
