using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Totvs.Webhooks;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Diagnostics;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Operations;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Sources;
using Totvs.Webhooks.Workflows.Triggers;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The one registration.</summary>
public static class TotvsWebhooksServiceCollectionExtensions
{
    /// <summary>
    /// Registers everything: <see cref="IWebhookPublisher"/> to report events to, <see cref="IWorkflowEngine"/>,
    /// <see cref="IWebhookSender"/>, <see cref="IRetryStore"/> in memory unless another is chosen, and the hosted service that delivers.
    /// Any piece that was registered before, or is replaced after, stands. Calling it again adds to what the first call set up.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Chooses the store, adds workflows, changes settings.</param>
    /// <returns>The services.</returns>
    /// <exception cref="WorkflowDefinitionException">A workflow that was added is not valid.</exception>
    public static IServiceCollection AddTotvsWebhooks(this IServiceCollection services, Action<TotvsWebhooksBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var builder = new TotvsWebhooksBuilder(
            services,
            services.GetShared<DeclaredWorkflows>(),
            services.GetShared<TriggerCatalog>(),
            services.GetShared<InMemoryStoreChoice>());
        AddOptions(services);
        services.AddWorkflows();
        AddDeliveries(services);
        configure?.Invoke(builder);
        builder.UseInMemoryStoreByDefault();
        WorkflowStoreRegistration.Wrap(services);
        return services;
    }

    private static void AddOptions(IServiceCollection services)
    {
        services.AddLogging();
        services.AddOptionsWithValidateOnStart<TotvsWebhooksOptions, TotvsWebhooksOptionsValidator>();
        services.TryAddOptions(options => options.Retry);
        services.TryAddOptions(options => options.Retention);
        services.TryAddOptions(options => options.Sending);
        services.TryAddOptions(options => options.Dispatch);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddLogging<TimeZoneInForce>();
    }

    private static void AddDeliveries(IServiceCollection services)
    {
        services.AddWebhookHttpClient(provider => provider.GetRequiredService<SendingOptions>());
        services.TryAddLogging<IWebhookSender, HttpWebhookSender>();
        services.TryAddSingleton(provider => QuietLogger.Create<WebhookDispatcher>(provider, Random.Shared));
        services.TryAddSingleton<IWebhookDispatcher>(provider => provider.GetRequiredService<WebhookDispatcher>());
        services.TryAddLogging<RetentionSweep>();
        services.TryAddLogging<IWebhookPublisher, WebhookPublisher>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, WebhookDispatcherService>());
        services.TryAddSingleton<IDeliveryHistory>(provider => new WakingDeliveryHistory(
            HistoryOf(provider.GetRequiredService<IRetryStore>()),
            provider.GetRequiredService<WebhookDispatcher>()));
    }

    private static IDeliveryHistory HistoryOf(IRetryStore store) => store as IDeliveryHistory ?? throw new InvalidOperationException(
        $"{store.GetType().Name} has no read side. Let it implement IDeliveryHistory, or register an IDeliveryHistory of your own.");
}
