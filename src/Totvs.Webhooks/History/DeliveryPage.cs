namespace Totvs.Webhooks.History;

/// <summary>A page of a search.</summary>
/// <param name="Deliveries">The deliveries, the newest first.</param>
/// <param name="Next">What to ask the next page with, or <see langword="null"/> on the last one.</param>
public sealed record DeliveryPage(IReadOnlyList<DeliveryRecord> Deliveries, string? Next);
