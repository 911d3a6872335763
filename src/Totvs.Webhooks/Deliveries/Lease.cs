namespace Totvs.Webhooks.Deliveries;

/// <summary>The time-limited right to attempt and settle a delivery.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Token">The token that proves the right. A new claim of the delivery makes a new token, and this one invalid.</param>
/// <param name="Duration">
/// How long the lease lasts, from the moment the store granted it. Count from before the call that asked for it.
/// </param>
public sealed record Lease(Delivery Delivery, Guid Token, TimeSpan Duration)
{
    /// <summary>
    /// How old the delivery was when the store granted the lease: the time since it was added, or redelivered. Default: zero.
    /// </summary>
    public TimeSpan Age { get; init; }

    /// <summary>
    /// Whether an earlier lease on the delivery ended without a result. The attempt may be what ends the process, so
    /// <see cref="IRetryStore.RenewAsync"/> is called before it begins. Default: <see langword="false"/>.
    /// </summary>
    public bool IsSuspect { get; init; }
}
