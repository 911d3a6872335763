using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Deliveries.InMemory;
using Totvs.Webhooks.Diagnostics;

namespace Totvs.Webhooks;

/// <summary>
/// Registers the store in memory, and knows how it came to be in use, so that the log has what the host may not have meant.
/// </summary>
internal sealed class InMemoryStoreChoice
{
    private ServiceDescriptor? _registration;
    private bool _replacedAnother;

    /// <summary>Whether the host asked for it.</summary>
    public bool IsStated { get; set; }

    /// <summary>Registers it in the place of any store there is.</summary>
    public void Register(IServiceCollection services, int capacity)
    {
        ServiceDescriptor? before = services.LastOrDefault(service => service.ServiceType == typeof(IRetryStore));
        _replacedAnother = before is not null && before != _registration;
        _registration = ServiceDescriptor.Singleton<IRetryStore>(provider => Create(provider, capacity));
        services.Replace(_registration);
    }

    private InMemoryRetryStore Create(IServiceProvider provider, int capacity)
    {
        QuietLogger<InMemoryRetryStore> logger = QuietLogger.Of<InMemoryRetryStore>(provider);
        if (_replacedAnother)
        {
            StoreLog.InMemoryReplacedAnother(logger);
        }
        else if (!IsStated)
        {
            StoreLog.InMemoryByDefault(logger);
        }

        return new InMemoryRetryStore(
            capacity,
            provider.GetRequiredService<RetentionOptions>(),
            provider.GetRequiredService<TimeProvider>());
    }
}
