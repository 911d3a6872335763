using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Deliveries.InMemory;

namespace Totvs.Webhooks.Tests.Deliveries.InMemory;

public sealed class InMemoryRetryStoreFactory : IRetryStoreFactory
{
    public Task<IRetryStore> CreateAsync(TimeProvider timeProvider, RetentionOptions retention) =>
        Task.FromResult<IRetryStore>(new InMemoryRetryStore(InMemoryRetryStore.DefaultCapacity, retention, timeProvider));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
