using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Sending.Destinations;

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

        // One for all handlers of the host: how many look-ups are under way is bounded over all of them.
        services.TryAddSingleton(provider => new NameLookUps(Dns.GetHostAddresses, Time(provider)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, ConnectBoundFilter>());

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
            provider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(IWebhookSender).Namespace!).ProxyLooksNamesUp(options.Proxy.Host);
        }

        return SendingHttpHandler.Create(options, provider.GetRequiredService<NameLookUps>(), Time(provider));
    }

    private static TimeProvider Time(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;

    private sealed class Marker;
}
