namespace Totvs.Webhooks.Deliveries;

/// <summary>A reading of a store's time, and what the clocks of the machine showed at the same moment.</summary>
/// <param name="Time">The store's time.</param>
/// <param name="Wall">The wall clock, which may be set at any time.</param>
/// <param name="Timestamp">
/// The monotonic clock. It is the same for all processes of a machine, and begins anew when the machine starts.
/// </param>
internal readonly record struct StoreReading(DateTimeOffset Time, DateTimeOffset Wall, long Timestamp);
