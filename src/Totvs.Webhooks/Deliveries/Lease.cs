namespace Totvs.Webhooks.Deliveries;

/// <summary>The time-limited right to attempt and settle a delivery.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Token">Proves the right. A new claim of the delivery makes a new token, and this one worthless.</param>
/// <param name="Duration">How long the lease lasts, from the moment the store granted it. Count from before the call that asked for it.</param>
public sealed record Lease(Delivery Delivery, Guid Token, TimeSpan Duration);
