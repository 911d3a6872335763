using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using Totvs.Webhooks.Diagnostics;
using Totvs.Webhooks.Sending.Clients;
using Totvs.Webhooks.Sending.Destinations;

namespace Totvs.Webhooks.Sending;

/// <summary>Registers the named client with one shared primary handler that lives as long as the host.</summary>
internal static class WebhookHttpClientRegistration
{
    /// <summary>Registers it once; a second call leaves what the host has since configured as it is.</summary>
    public static IHttpClientBuilder AddWebhookHttpClient(this IServiceCollection services, Func<IServiceProvider, SendingOptions> options)
    {
        if (!services.Any(service => service.ServiceType == typeof(WebhookTransport)))
        {
            services.AddHttpClient();

            // One for all handlers of the host: how many look-ups are under way is bounded over all of them.
            services.TryAddSingleton(provider => new NameLookUps(Dns.GetHostAddresses, Time(provider)));
            AddSetup(services, options);
            services.AddTransient<IOptionsFactory<HttpClientFactoryOptions>>(provider => new ClientOptionsFactory(
                provider.GetServices<IConfigureOptions<HttpClientFactoryOptions>>(),
                provider.GetServices<IPostConfigureOptions<HttpClientFactoryOptions>>(),
                provider.GetServices<IValidateOptions<HttpClientFactoryOptions>>()));
            services.AddSingleton(provider => new ClientHandlers(
                provider, () => options(provider), QuietLogger.Of<ClientHandlers>(provider)));
            services.AddSingleton<WebhookTransport>();
        }

        return services.AddHttpClient(WebhookHttpClient.Name);
    }

    /// <summary>
    /// Sets the client up before all that the host says of it by its name, whether the host has said so already or does later.
    /// </summary>
    private static void AddSetup(IServiceCollection services, Func<IServiceProvider, SendingOptions> options)
    {
        ServiceCollection own = [];

        // The connections themselves are renewed (PooledConnectionLifetime), so the handler need not be. The factory's loggers would
        // write each URL, and a URL may carry a token.
        own.AddHttpClient(WebhookHttpClient.Name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => CreateHandler(provider, options(provider)))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        int index = 0;
        foreach (ServiceDescriptor setup in own.Where(service => service.ServiceType == typeof(IConfigureOptions<HttpClientFactoryOptions>)))
        {
            services.Insert(index++, setup);
        }
    }

    private static SocketsHttpHandler CreateHandler(IServiceProvider provider, SendingOptions options)
    {
        if (options.Proxy is not null)
        {
            SendingLog.ProxyLooksNamesUp(QuietLogger.Of(provider, typeof(IWebhookSender).Namespace!), options.Proxy.Host);
        }

        return SendingHttpHandler.Create(options, provider.GetRequiredService<NameLookUps>(), Time(provider));
    }

    private static TimeProvider Time(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;
}
