namespace Totvs.Webhooks.Sending;

/// <summary>
/// Starts the time to connect when a request reaches the primary handler. The limit of .NET applies to each connection, and a request may
/// wait for several, or for the connection of another request.
/// </summary>
internal sealed class ConnectBoundHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        (request as AttemptMessage)?.ReachesNetwork();
        return base.SendAsync(request, cancellationToken);
    }
}
