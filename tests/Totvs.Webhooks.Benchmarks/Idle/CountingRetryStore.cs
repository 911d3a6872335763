using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Benchmarks.Idle;

/// <summary>Counts the calls to a store by method, and passes them on.</summary>
/// <param name="store">The store.</param>
internal sealed class CountingRetryStore(IRetryStore store) : IRetryStore
{
    private readonly ConcurrentDictionary<string, long> _calls = [];

    public bool IsShared => store.IsShared;

    /// <summary>Puts a counting store around the one that is registered.</summary>
    public static void Wrap(IServiceCollection services)
    {
        ServiceDescriptor registered = services.Last(service => service.ServiceType == typeof(IRetryStore));
        Func<IServiceProvider, object> create = registered.ImplementationFactory
            ?? throw new InvalidOperationException("The store is not registered by a factory.");
        services.Replace(ServiceDescriptor.Singleton<IRetryStore>(provider => new CountingRetryStore((IRetryStore)create(provider))));
    }

    /// <summary>The calls since the last time they were taken: the method and how often.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> TakeCalls()
    {
        KeyValuePair<string, long>[] calls = [.. _calls.OrderBy(call => call.Key, StringComparer.Ordinal)];
        _calls.Clear();
        return calls;
    }

    public Task<IReadOnlyList<Lease>> AddAsync(AddRequest request, CancellationToken cancellationToken = default)
    {
        Count();
        return store.AddAsync(request, cancellationToken);
    }

    public Task<IReadOnlyList<Lease>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default)
    {
        Count();
        return store.ClaimAsync(request, cancellationToken);
    }

    public Task<Lease?> RenewAsync(Lease lease, TimeSpan leaseDuration, bool begins = false, CancellationToken cancellationToken = default)
    {
        Count();
        return store.RenewAsync(lease, leaseDuration, begins, cancellationToken);
    }

    public Task<IReadOnlyList<Settlement>> SettleAsync(IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken = default)
    {
        Count();
        return store.SettleAsync(settlements, cancellationToken);
    }

    public Task<TimeSpan?> GetTimeUntilDueAsync(ClaimRequest request, CancellationToken cancellationToken = default)
    {
        Count();
        return store.GetTimeUntilDueAsync(request, cancellationToken);
    }

    public Task<GiveUpResult> GiveUpAsync(GiveUpRequest request, CancellationToken cancellationToken = default)
    {
        Count();
        return store.GiveUpAsync(request, cancellationToken);
    }

    public Task<int> PurgeAsync(int limit, CancellationToken cancellationToken = default)
    {
        Count();
        return store.PurgeAsync(limit, cancellationToken);
    }

    private void Count([CallerMemberName] string method = "") => _calls.AddOrUpdate(method, 1, (_, calls) => calls + 1);
}
