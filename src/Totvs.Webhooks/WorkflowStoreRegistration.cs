using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Totvs.Webhooks.Diagnostics;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks;

/// <summary>Puts the checks of this library around the workflow store that the host registered.</summary>
internal static class WorkflowStoreRegistration
{
    private static readonly Type Key = typeof(CheckedWorkflowStore);

    private static readonly Func<IServiceProvider, IWorkflowStore> CheckedStore = provider => provider.GetRequiredService<CheckedWorkflowStore>();

    /// <summary>
    /// Moves the registered store, or else the one in memory, to a key of this library, where the container still creates and disposes
    /// it. <see cref="IWorkflowStore"/> resolves to the checked store around it from then on.
    /// </summary>
    public static void Wrap(IServiceCollection services)
    {
        ServiceDescriptor? chosen = services.LastOrDefault(IsStoreOfHost);
        bool isWrapped = services.Any(service => Equals(service.ServiceKey, Key));
        if (chosen is not null || !isWrapped)
        {
            services.RemoveAll<IWorkflowStore>();
            services.RemoveAllKeyed<IWorkflowStore>(Key);
            services.Add(Keyed(chosen ?? ServiceDescriptor.Singleton<IWorkflowStore, InMemoryWorkflowStore>()));
            services.AddSingleton(CheckedStore);
        }

        services.TryAddSingleton(provider => new CheckedWorkflowStore(
            provider.GetRequiredKeyedService<IWorkflowStore>(Key),
            provider.GetRequiredService<WorkflowUrlCheck>(),
            QuietLogger.Of<CheckedWorkflowStore>(provider)));
    }

    /// <summary>The store that <see cref="IWorkflowStore"/> resolves to, checked in any case.</summary>
    public static CheckedWorkflowStore Resolve(IServiceProvider provider)
    {
        IWorkflowStore store = provider.GetRequiredService<IWorkflowStore>();
        if (store is CheckedWorkflowStore wrapped)
        {
            return wrapped;
        }

        // It was registered after AddTotvsWebhooks, which could not see it: who resolves it saves past the checks.
        QuietLogger<CheckedWorkflowStore> logger = QuietLogger.Of<CheckedWorkflowStore>(provider);
        WorkflowLog.StoreIsNotChecked(logger, store.GetType().Name);
        return new CheckedWorkflowStore(store, provider.GetRequiredService<WorkflowUrlCheck>(), logger);
    }

    private static bool IsStoreOfHost(ServiceDescriptor service) =>
        service.ServiceType == typeof(IWorkflowStore)
        && !service.IsKeyedService
        && !ReferenceEquals(service.ImplementationFactory, CheckedStore);

    private static ServiceDescriptor Keyed(ServiceDescriptor chosen)
    {
        if (chosen.ImplementationInstance is { } instance)
        {
            return new ServiceDescriptor(typeof(IWorkflowStore), Key, instance);
        }

        return chosen.ImplementationFactory is { } factory
            ? new ServiceDescriptor(typeof(IWorkflowStore), Key, (provider, _) => factory(provider), chosen.Lifetime)
            : new ServiceDescriptor(typeof(IWorkflowStore), Key, chosen.ImplementationType!, chosen.Lifetime);
    }
}
