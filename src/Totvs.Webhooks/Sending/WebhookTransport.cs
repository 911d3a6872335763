namespace Totvs.Webhooks.Sending;

/// <summary>
/// Sends a request through the named client, without the client where it adds nothing: its own bounds and defaults are a quarter of what a request allocates, and
/// the attempt has bounds of its own. A client for which the host set headers or a time is made anew for each request, as the factory's documentation asks.
/// </summary>
internal sealed class WebhookTransport(IHttpClientFactory clients)
{
    private Route? _route;

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        // The platform's factory is both. One of the host's own knows clients only.
        if (clients is not IHttpMessageHandlerFactory handlers)
        {
            return SendByClientAsync(message, cancellationToken);
        }

        HttpMessageHandler handler = handlers.CreateHandler(WebhookHttpClient.Name);
        Route? route = _route;
        if (route is null || !ReferenceEquals(route.Handler, handler))
        {
            _route = route = RouteOver(handler);
        }

        return route.Direct is { } direct ? direct.SendAsync(message, cancellationToken) : SendByClientAsync(message, cancellationToken);
    }

    private Route RouteOver(HttpMessageHandler handler)
    {
        using HttpClient client = clients.CreateClient(WebhookHttpClient.Name);
        bool addsNothing = client.Timeout == Timeout.InfiniteTimeSpan && !client.DefaultRequestHeaders.Any();
        return new Route(handler, addsNothing ? new HttpMessageInvoker(handler, disposeHandler: false) : null);
    }

    private Task<HttpResponseMessage> SendByClientAsync(HttpRequestMessage message, CancellationToken cancellationToken) =>
        clients.CreateClient(WebhookHttpClient.Name).SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    private sealed record Route(HttpMessageHandler Handler, HttpMessageInvoker? Direct);
}
