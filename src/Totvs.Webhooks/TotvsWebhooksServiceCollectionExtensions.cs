using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Totvs.Webhooks;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Diagnostics;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.Dispatching.Attempts;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Operations;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Sending.Clients;
using Totvs.Webhooks.Sending.Destinations;
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
        var builder = new TotvsWebhooksBuilder(services, Shared<DeclaredWorkflows>(services), Shared<TriggerCatalog>(services), Shared<InMemoryStoreChoice>(services));
        services.AddLogging();
        services.AddOptionsWithValidateOnStart<TotvsWebhooksOptions, TotvsWebhooksOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new TimeZoneInForce(
            Options(provider).TimeZone,
            provider.GetRequiredService<TimeProvider>(),
            Logger<TimeZoneInForce>(provider)));
        AddWorkflows(services);
        AddSending(services);
        AddDispatching(services);
        services.TryAddSingleton<IWebhookPublisher>(provider => new WebhookPublisher(
            provider.GetRequiredService<IWorkflowEngine>(),
            provider.GetRequiredService<IRetryStore>(),
            provider.GetRequiredService<WebhookDispatcher>(),
            provider.GetRequiredService<IOptions<TotvsWebhooksOptions>>(),
            provider.GetRequiredService<TimeZoneInForce>(),
            provider.GetRequiredService<TimeProvider>(),
            Logger<WebhookPublisher>(provider)));

        configure?.Invoke(builder);
        builder.UseInMemoryStoreByDefault();
        WorkflowStoreRegistration.Wrap(services);
        return services;
    }

    /// <summary>What the calls of one host share while services are registered.</summary>
    private static T Shared<T>(IServiceCollection services)
        where T : class, new()
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(T))?.ImplementationInstance is T shared)
        {
            return shared;
        }

        shared = new T();
        services.AddSingleton(shared);
        return shared;
    }

    private static void AddWorkflows(IServiceCollection services)
    {
        services.TryAddSingleton(provider => new WorkflowUrlCheck(new DestinationGuard(Options(provider).Sending).Check));
        services.TryAddSingleton(provider => new WorkflowSources(
            provider.GetRequiredService<DeclaredWorkflows>().Code,
            provider.GetRequiredService<DeclaredWorkflows>().SourcesIn(provider.GetService<IConfiguration>() as IConfigurationRoot),
            provider.GetRequiredService<WorkflowUrlCheck>(),
            provider.GetRequiredService<TimeProvider>(),
            Logger<WorkflowSources>(provider)));
        services.TryAddSingleton(provider => WorkflowDirectory.Open(
            provider.GetRequiredService<WorkflowSources>(),
            WorkflowStoreRegistration.Resolve(provider),
            provider.GetRequiredService<TriggerCatalog>(),
            new ConditionSettings(
                provider.GetRequiredService<TimeZoneInForce>().Zone,
                Options(provider).FirstDayOfWeek),
            Logger<WorkflowDirectory>(provider)));
        services.TryAddSingleton<IWorkflowEngine>(provider => new WorkflowEngine(
            provider.GetRequiredService<WorkflowDirectory>(),
            provider.GetRequiredService<TimeProvider>(),
            Logger<WorkflowEngine>(provider),
            Options(provider).Language));
    }

    private static void AddSending(IServiceCollection services)
    {
        services.AddWebhookHttpClient(provider => Options(provider).Sending);
        services.TryAddSingleton<IWebhookSender>(provider => new HttpWebhookSender(
            provider.GetRequiredService<WebhookTransport>(),
            Options(provider).Sending,
            provider.GetRequiredService<TimeProvider>(),
            Logger<HttpWebhookSender>(provider)));
    }

    private static void AddDispatching(IServiceCollection services)
    {
        services.TryAddSingleton(provider => new AttemptRunner(
            provider.GetRequiredService<IRetryStore>(),
            provider.GetRequiredService<IWebhookSender>(),
            provider.GetRequiredService<WorkflowDirectory>(),
            Options(provider).Retry,
            Options(provider).Sending,
            Options(provider).Dispatch,
            Random.Shared,
            provider.GetRequiredService<TimeProvider>(),
            Logger<WebhookDispatcher>(provider)));
        services.TryAddSingleton(provider => new WebhookDispatcher(
            provider.GetRequiredService<IRetryStore>(),
            provider.GetRequiredService<WorkflowDirectory>(),
            provider.GetRequiredService<AttemptRunner>(),
            Options(provider).Dispatch,
            Options(provider).Retry,
            provider.GetRequiredService<TimeProvider>(),
            Logger<WebhookDispatcher>(provider)));
        services.TryAddSingleton<IWebhookDispatcher>(provider => provider.GetRequiredService<WebhookDispatcher>());
        services.TryAddSingleton(provider => new RetentionSweep(
            provider.GetRequiredService<IRetryStore>(),
            Options(provider).Dispatch,
            provider.GetRequiredService<TimeProvider>(),
            Logger<RetentionSweep>(provider)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, WebhookDispatcherService>());
        services.TryAddSingleton<IDeliveryHistory>(provider => new WakingDeliveryHistory(
            provider.GetRequiredService<IRetryStore>() as IDeliveryHistory
                ?? throw new InvalidOperationException(
                    $"{provider.GetRequiredService<IRetryStore>().GetType().Name} has no read side. Let it implement IDeliveryHistory, or register an IDeliveryHistory of your own."),
            provider.GetRequiredService<WebhookDispatcher>()));
    }

    private static QuietLogger<T> Logger<T>(IServiceProvider provider) => QuietLogger.Of<T>(provider);

    private static TotvsWebhooksOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<TotvsWebhooksOptions>>().Value;
}
