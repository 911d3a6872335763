using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;

namespace Totvs.Webhooks.Contracts.Deliveries;

/// <summary>Makes empty stores for the fixtures. Each test makes one factory and disposes it, and with it what it made.</summary>
public interface IRetryStoreFactory : IAsyncDisposable
{
    /// <summary>Makes an empty store that also answers <see cref="IDeliveryHistory"/>.</summary>
    /// <param name="timeProvider">The clock that the store reads.</param>
    /// <param name="retention">How long finished deliveries are kept.</param>
    /// <returns>The store.</returns>
    Task<IRetryStore> CreateAsync(TimeProvider timeProvider, RetentionOptions retention);
}
