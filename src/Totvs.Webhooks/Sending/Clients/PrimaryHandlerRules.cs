using Totvs.Webhooks.Sending.Destinations;

namespace Totvs.Webhooks.Sending.Clients;

/// <summary>Finds which of the library's rules the primary handler no longer keeps. Pure.</summary>
internal static class PrimaryHandlerRules
{
    public static IReadOnlyList<string> LostBy(HttpMessageHandler handler, SendingOptions options)
    {
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        return handler switch
        {
            SocketsHttpHandler sockets => LostBy(sockets, options),
            HttpClientHandler client => [.. Lost(true, client.AllowAutoRedirect, client.UseCookies, client.UseProxy, true)],
            _ => [.. Lost(true, true, true, true, true)],
        };
    }

    private static IReadOnlyList<string> LostBy(SocketsHttpHandler handler, SendingOptions options) =>
    [
        .. Lost(
            handler.ConnectCallback?.Target is not DestinationConnector,
            handler.AllowAutoRedirect,
            handler.UseCookies,
            handler.UseProxy && !IsProxyOf(handler, options),
            handler.SslOptions.CertificateChainPolicy is not { DisableCertificateDownloads: true }),
    ];

    private static bool IsProxyOf(SocketsHttpHandler handler, SendingOptions options) =>
        options.Proxy is not null && handler.Proxy is System.Net.WebProxy { Address: { } address } && address == options.Proxy;

    private static IEnumerable<string> Lost(bool guard, bool redirects, bool cookies, bool proxy, bool downloads)
    {
        if (guard)
        {
            yield return "the addresses that are dialled are not checked";
        }

        if (redirects)
        {
            yield return "redirects may be followed";
        }

        if (cookies)
        {
            yield return "cookies may be kept and sent";
        }

        if (proxy)
        {
            yield return "a proxy may be used that is not Sending.Proxy";
        }

        if (downloads)
        {
            yield return "the TLS handshake may download from URLs in a receiver's certificate";
        }
    }
}
