namespace Totvs.Webhooks.Deliveries;

/// <summary>How long finished deliveries are kept, to be read in the history and redelivered.</summary>
public sealed class RetentionOptions
{
    /// <summary>How long delivered ones are kept. Default: zero, they are removed at once. At most 3650 days.</summary>
    public TimeSpan DeliveredAge { get; set; } = TimeSpan.Zero;

    /// <summary>
    /// How many delivered ones are kept at most; the oldest are removed first. Default: 100,000. Ignored while <see cref="DeliveredAge"/>
    /// is zero.
    /// </summary>
    public int DeliveredCount { get; set; } = 100_000;

    /// <summary>How long discarded ones are kept. Default: 7 days. At most 3650 days.</summary>
    public TimeSpan DiscardedAge { get; set; } = TimeSpan.FromDays(7);
}
