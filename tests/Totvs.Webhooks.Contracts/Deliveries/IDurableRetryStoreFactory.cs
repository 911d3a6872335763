using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Contracts.Deliveries;

/// <summary>Makes stores that outlive a process, and that several processes may use at the same time.</summary>
public interface IDurableRetryStoreFactory : IRetryStoreFactory
{
    /// <summary>
    /// Opens what <see cref="IRetryStoreFactory.CreateAsync"/> made once more, as another process or a later run does. Stores opened
    /// before stay open.
    /// </summary>
    /// <param name="timeProvider">The clock that the store reads.</param>
    /// <param name="retention">How long finished deliveries are kept.</param>
    /// <returns>The store.</returns>
    Task<IRetryStore> OpenAgainAsync(TimeProvider timeProvider, RetentionOptions retention);

    /// <summary>Closes one of the stores, as the end of its process does; what it had claimed stays claimed.</summary>
    /// <param name="store">The store.</param>
    /// <returns>A task that ends when it is closed.</returns>
    Task CloseAsync(IRetryStore store);
}
