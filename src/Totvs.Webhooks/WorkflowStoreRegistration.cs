using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Totvs.Webhooks.Diagnostics;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks;

/// <summary>Puts the checks of this library around the workflow store that the host registered.</summary>
internal static class WorkflowStoreRegistration
{
    /// <summary>
    /// Moves the registered store, or else the one in memory, to a key of this library, where the container still creates and disposes
    /// it. <see cref="IWorkflowStore"/> resolves to the checked store around it from then on.
    /// </summary>
    public static void Wrap(IServiceCollection services)
    {
        ServiceDescriptor? chosen = services.LastOrDefault(
            service => service.ServiceType == typeof(IWorkflowStore) && !service.IsKeyedService);
        if (chosen?.ImplementationFactory?.Target is WrappedStore)
        {
            return;
        }

        // Each has a key of its own, and the ones before stay: the host's store may be one around the checked store of the call before.
        var store = new WrappedStore();
        services.RemoveAll<IWorkflowStore>();
        services.Add(Keyed(chosen ?? ServiceDescriptor.Singleton<IWorkflowStore, InMemoryWorkflowStore>(), store));
        services.AddKeyedSingleton(store, static (provider, key) => new CheckedWorkflowStore(
            provider.GetRequiredKeyedService<IWorkflowStore>(key),
            provider.GetRequiredService<WorkflowUrlCheck>(),
            QuietLogger.Of<CheckedWorkflowStore>(provider)));
        services.AddSingleton<IWorkflowStore>(store.Resolve);
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

    private static ServiceDescriptor Keyed(ServiceDescriptor chosen, WrappedStore key)
    {
        if (chosen.ImplementationInstance is { } instance)
        {
            return new ServiceDescriptor(typeof(IWorkflowStore), key, instance);
        }

        return chosen.ImplementationFactory is { } factory
            ? new ServiceDescriptor(typeof(IWorkflowStore), key, (provider, _) => factory(provider), chosen.Lifetime)
            : new ServiceDescriptor(typeof(IWorkflowStore), key, chosen.ImplementationType!, chosen.Lifetime);
    }

    /// <summary>The key of a store that the host chose, and of the checked store around it.</summary>
    private sealed class WrappedStore
    {
        public CheckedWorkflowStore Resolve(IServiceProvider provider) => provider.GetRequiredKeyedService<CheckedWorkflowStore>(this);
    }
}
