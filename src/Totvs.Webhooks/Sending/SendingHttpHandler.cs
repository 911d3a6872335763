using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Totvs.Webhooks.Sending.Clients;
using Totvs.Webhooks.Sending.Destinations;

namespace Totvs.Webhooks.Sending;

/// <summary>Creates the primary handler. It sends nothing of the host or the machine, and limits all that it reads.</summary>
internal static class SendingHttpHandler
{
    private const int HeaderLimitKilobytes = 64;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    public static SocketsHttpHandler Create(SendingOptions options) =>
        Create(options, new NameLookUps(Dns.GetHostAddresses, TimeProvider.System), TimeProvider.System);

    public static SocketsHttpHandler Create(SendingOptions options, NameLookUps lookUps, TimeProvider timeProvider) =>
        Create(options, new DestinationConnector(options, lookUps, timeProvider));

    public static SocketsHttpHandler Create(SendingOptions options, DestinationConnector connector) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = options.Proxy is not null,
        Proxy = options.Proxy is { } proxy ? ProxyAt(proxy) : null,
        Credentials = null,
        PreAuthenticate = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectCallback = connector.ConnectAsync,
        SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = ChainPolicy() },
        ConnectTimeout = options.ConnectTimeout,
        MaxResponseHeadersLength = HeaderLimitKilobytes,

        // A body that was not read to its end closes the connection at once. Draining it would let a receiver send without end.
        MaxResponseDrainSize = 0,

        // The dispatcher limits the running attempts.
        MaxConnectionsPerServer = int.MaxValue,
        PooledConnectionLifetime = options.ConnectionLifetime,
        PooledConnectionIdleTimeout = options.ConnectionIdleTimeout,
        PlaintextStreamFilter = WatchAsync,
        ActivityHeadersPropagator = new HostOnlyTrace(),
    };

    // Only HTTP/1.1 is watched: a handler of the host's may ask for HTTP/2, which has many exchanges at a time on a connection.
    private static ValueTask<Stream> WatchAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(
            context.NegotiatedHttpVersion.Major == 1 ? new ConnectionStream(context.PlaintextStream) : context.PlaintextStream);

    // Without this policy the handshake downloads missing certificates from URLs in the receiver's certificate: to any address, past the
    // guard, with redirects, and without a limit on the size.
    private static X509ChainPolicy ChainPolicy() => new()
    {
        DisableCertificateDownloads = true,
        RevocationMode = X509RevocationMode.NoCheck,
        ApplicationPolicy = { new Oid(ServerAuthentication) },
    };

    private static WebProxy ProxyAt(Uri proxy)
    {
        string[] credentials = proxy.UserInfo.Split(':', 2);
        return new WebProxy(proxy)
        {
            BypassProxyOnLocal = false,
            Credentials = proxy.UserInfo.Length == 0
                ? null
                : new NetworkCredential(
                    Uri.UnescapeDataString(credentials[0]), Uri.UnescapeDataString(credentials.ElementAtOrDefault(1) ?? "")),
        };
    }
}
