using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Totvs.Webhooks.Sending.Clients;

/// <summary>
/// Tells what was set up for our client by its name from what a host set up for all of its clients. A class of the host's own is asked
/// with a name that no client has: what it changes there, it changes everywhere.
/// </summary>
internal static class ClientSetups
{
    private const string UnknownClient = "no client has this name";
    private static readonly TimeSpan UnusualLifetime = TimeSpan.FromDays(12345);

    public static bool IsOwn(IConfigureOptions<HttpClientFactoryOptions> setup) => setup switch
    {
        // What the extension methods of a client's builder register; without a name it is for all.
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
