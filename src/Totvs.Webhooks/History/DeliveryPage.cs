namespace Totvs.Webhooks.History;

/// <summary>One page of the result of a search.</summary>
public sealed class DeliveryPage
{
    /// <summary>The deliveries, the newest first.</summary>
    public required IReadOnlyList<DeliveryRecord> Deliveries { get; init; }

    /// <summary>
    /// The <see cref="DeliveryQuery.Continuation"/> that asks for the next page; <see langword="null"/> on the last page.
    /// </summary>
    public required string? Next { get; init; }
}
