namespace Totvs.Webhooks.Sending;

/// <summary>
/// Starts the time to connect as a request reaches the network. The platform's own bound is on each connection that it makes, and a
/// request may wait for several, or for that of another request.
/// </summary>
internal sealed class ConnectBoundHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        (request as AttemptMessage)?.ReachesNetwork();
        return base.SendAsync(request, cancellationToken);
    }
}
