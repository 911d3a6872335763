namespace Totvs.Webhooks.Sending.Clients;

/// <summary>
/// Ends the chain of handlers: sends requests over pooled connections, and the second try of an attempt over a new connection. The
/// receiver most likely closed its idle connections together, so a second try over the next pooled one would be lost too.
/// </summary>
internal sealed class FreshConnectionHandler : DelegatingHandler
{
    private readonly Lazy<HttpMessageInvoker> _fresh;

    public FreshConnectionHandler(SocketsHttpHandler pooled)
        : base(pooled)
    {
        _fresh = new Lazy<HttpMessageInvoker>(() => new HttpMessageInvoker(Copy(pooled)));
    }

    /// <summary>Creates a handler with the same settings that keeps no connection.</summary>
    public static SocketsHttpHandler Copy(SocketsHttpHandler handler)
    {
        SocketsHttpHandler copy = new()
        {
            ActivityHeadersPropagator = handler.ActivityHeadersPropagator,
            AllowAutoRedirect = handler.AllowAutoRedirect,
            AutomaticDecompression = handler.AutomaticDecompression,
            ConnectCallback = handler.ConnectCallback,
            ConnectTimeout = handler.ConnectTimeout,
            CookieContainer = handler.CookieContainer,
            Credentials = handler.Credentials,
            DefaultProxyCredentials = handler.DefaultProxyCredentials,
            EnableMultipleHttp2Connections = handler.EnableMultipleHttp2Connections,
            EnableMultipleHttp3Connections = handler.EnableMultipleHttp3Connections,
            Expect100ContinueTimeout = handler.Expect100ContinueTimeout,
            InitialHttp2StreamWindowSize = handler.InitialHttp2StreamWindowSize,
            KeepAlivePingDelay = handler.KeepAlivePingDelay,
            KeepAlivePingPolicy = handler.KeepAlivePingPolicy,
            KeepAlivePingTimeout = handler.KeepAlivePingTimeout,
            MaxAutomaticRedirections = handler.MaxAutomaticRedirections,
            MaxConnectionsPerServer = handler.MaxConnectionsPerServer,
            MaxResponseDrainSize = handler.MaxResponseDrainSize,
            MaxResponseHeadersLength = handler.MaxResponseHeadersLength,
            MeterFactory = handler.MeterFactory,
            PlaintextStreamFilter = handler.PlaintextStreamFilter,
            PooledConnectionIdleTimeout = TimeSpan.Zero,
            PooledConnectionLifetime = TimeSpan.Zero,
            PreAuthenticate = handler.PreAuthenticate,
            Proxy = handler.Proxy,
            RequestHeaderEncodingSelector = handler.RequestHeaderEncodingSelector,
            ResponseDrainTimeout = handler.ResponseDrainTimeout,
            ResponseHeaderEncodingSelector = handler.ResponseHeaderEncodingSelector,
            SslOptions = handler.SslOptions,
            UseCookies = handler.UseCookies,
            UseProxy = handler.UseProxy,
        };
        foreach ((string name, object? value) in handler.Properties)
        {
            copy.Properties[name] = value;
        }

        return copy;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request is AttemptMessage { IsSecondTry: true }
            ? _fresh.Value.SendAsync(request, cancellationToken)
            : base.SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing && _fresh.IsValueCreated)
        {
            _fresh.Value.Dispose();
        }

        base.Dispose(disposing);
    }
}
