using Microsoft.Extensions.DependencyInjection;
using Totvs.Webhooks.Diagnostics;

namespace Totvs.Webhooks.Sending;

/// <summary>Registers the named client with one shared primary handler that lives as long as the host.</summary>
internal static class WebhookHttpClientRegistration
{
    /// <summary>Registers it once; a second call leaves what the host has since configured as it is.</summary>
    public static IHttpClientBuilder AddWebhookHttpClient(this IServiceCollection services, Func<IServiceProvider, SendingOptions> options)
    {
        if (services.Any(service => service.ServiceType == typeof(Marker)))
        {
            return services.AddHttpClient(WebhookHttpClient.Name);
        }

        services.AddSingleton<Marker>();

        // The connections themselves are renewed (PooledConnectionLifetime), so the handler need not be. The factory's loggers would
        // write each URL, and a URL may carry a token.
        return services
            .AddHttpClient(WebhookHttpClient.Name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => CreateHandler(provider, options(provider)))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
    }

    private static SocketsHttpHandler CreateHandler(IServiceProvider provider, SendingOptions options)
    {
        if (options.Proxy is not null)
        {
            QuietLogger.Of(provider, typeof(IWebhookSender).Namespace!).ProxyLooksNamesUp(options.Proxy.Host);
        }

        return SendingHttpHandler.Create(options);
    }

    private sealed class Marker;
}
