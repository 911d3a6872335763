using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Totvs.Webhooks.Sending.Clients;

/// <summary>
/// Decides whether a setting is for the library's client by its name, or for all clients of the host. A class of the host's is called
/// with a name that no client has: what it changes then, it changes for all clients.
/// </summary>
internal static class ClientSetups
{
    private const string UnknownClient = "no client has this name";
    private static readonly TimeSpan UnusualLifetime = TimeSpan.FromDays(12345);

    public static bool IsOwn(IConfigureOptions<HttpClientFactoryOptions> setup) => setup switch
    {
        // The extension methods of a client's builder register these; without a name they are for all clients.
        ConfigureNamedOptions<HttpClientFactoryOptions> named => named.Name == WebhookHttpClient.Name,
        IConfigureNamedOptions<HttpClientFactoryOptions> other => !ChangesUnknown(options => other.Configure(UnknownClient, options)),
        _ => false,
    };

    public static bool IsOwn(IPostConfigureOptions<HttpClientFactoryOptions> setup) =>
        setup is PostConfigureOptions<HttpClientFactoryOptions> named ? named.Name == WebhookHttpClient.Name
        : !ChangesUnknown(options => setup.PostConfigure(UnknownClient, options));

    private static bool ChangesUnknown(Action<HttpClientFactoryOptions> setUp)
    {
        Action<HttpClient> client = static _ => { };
        Action<HttpMessageHandlerBuilder> handler = static _ => { };
        Func<string, bool> redacts = static _ => true;
        HttpClientFactoryOptions options = new() { HandlerLifetime = UnusualLifetime, ShouldRedactHeaderValue = redacts };
        options.HttpClientActions.Add(client);
        options.HttpMessageHandlerBuilderActions.Add(handler);

        setUp(options);

        return options.HttpClientActions is not [var onlyClient] || onlyClient != client
            || options.HttpMessageHandlerBuilderActions is not [var onlyHandler] || onlyHandler != handler
            || options.HandlerLifetime != UnusualLifetime
            || options.ShouldRedactHeaderValue != redacts
            || options.SuppressHandlerScope;
    }
}
