namespace Totvs.Webhooks.Deliveries;

/// <summary>What follows a failed attempt.</summary>
/// <param name="Delay">How long to wait for the next attempt; <see langword="null"/> when there is none.</param>
/// <param name="DiscardReason">Why there is none; <see langword="null"/> when there is one.</param>
internal readonly record struct RetryDecision(TimeSpan? Delay, string? DiscardReason);
