using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.History;

/// <summary>A delivery as the store keeps it: with its state, due time and last outcome.</summary>
public sealed class DeliveryRecord
{
    /// <summary>The delivery.</summary>
    public required Delivery Delivery { get; init; }

    /// <summary>The state, at the time of the call.</summary>
    public required DeliveryState State { get; init; }

    /// <summary>
    /// When the delivery is due, by the store's clock; <see langword="null"/> once it has ended, and while an earlier one of the same
    /// record must end first.
    /// </summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it ended, by the store's clock; <see langword="null"/> before.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The result of the last attempt; <see langword="null"/> before the first.</summary>
    public DeliveryOutcome? LastOutcome { get; init; }

    /// <summary>Why it was discarded; <see langword="null"/> unless it was.</summary>
    public string? DiscardReason { get; init; }
}
