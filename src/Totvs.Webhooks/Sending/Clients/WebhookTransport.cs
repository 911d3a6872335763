namespace Totvs.Webhooks.Sending.Clients;

/// <summary>
/// Sends a request through the handlers of our client, without a client where it adds nothing: its own bounds and defaults are a quarter
/// of what a request allocates, and the attempt has bounds of its own. A client for which the host set headers or a time is made anew for
/// each request, as the factory's documentation asks.
/// </summary>
internal sealed class WebhookTransport(ClientHandlers handlers)
{
    private Route? _route;

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        HttpMessageHandler handler = handlers.Current();
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
        foreach (Action<HttpClient> action in handlers.Options.HttpClientActions)
        {
            action(client);
        }

        return client;
    }

    private sealed record Route(HttpMessageHandler Handler, HttpMessageInvoker? Direct);
}
