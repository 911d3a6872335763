namespace Totvs.Webhooks.Sending.Clients;

/// <summary>
/// Sends a request through the handlers of the library's client. It uses no <see cref="HttpClient"/> if that would add nothing: its timeout
/// and defaults are a quarter of what a request allocates, and the attempt has its own limits. If the host set headers or a timeout, a new
/// client is created for each request, as the documentation of <see cref="IHttpClientFactory"/> asks.
/// </summary>
internal sealed class WebhookTransport
{
    private readonly ClientHandlers _handlers;
    private Route? _route;

    public WebhookTransport(ClientHandlers handlers)
    {
        _handlers = handlers;
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        HttpMessageHandler handler = _handlers.Current();
        Route? route = _route;
        if (route is null || !ReferenceEquals(route.Handler, handler))
        {
            _route = route = RouteOver(handler);
        }

        return route.Direct is { } direct
            ? direct.SendAsync(message, cancellationToken)
            : ClientOver(handler).SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private Route RouteOver(HttpMessageHandler handler)
    {
        using HttpClient client = ClientOver(handler);
        bool addsNothing = client.Timeout == Timeout.InfiniteTimeSpan && !client.DefaultRequestHeaders.Any();
        return new Route(handler, addsNothing ? new HttpMessageInvoker(handler, disposeHandler: false) : null);
    }

    private HttpClient ClientOver(HttpMessageHandler handler)
    {
        HttpClient client = new(handler, disposeHandler: false);
        foreach (Action<HttpClient> action in _handlers.Options.HttpClientActions)
        {
            action(client);
        }

        return client;
    }

    private sealed record Route(HttpMessageHandler Handler, HttpMessageInvoker? Direct);
}
