namespace Totvs.Webhooks.Deliveries;

/// <summary>One delivery in the memory of <see cref="InMemoryRetryStore"/>; only touched under that store's lock.</summary>
internal sealed class InMemoryDelivery(Delivery delivery, long sequence) : IHeapItem<InMemoryDelivery>
{
    public Delivery Delivery { get; set; } = delivery;

    public long Sequence { get; } = sequence;

    /// <summary>When it is due. Not to be set while it is in the index.</summary>
    public DateTimeOffset DueAt { get; set; }

    public DateTimeOffset LeaseEndsAt { get; set; }

    public Guid Token { get; set; }

    public int AbandonedClaimCount { get; set; }

    public int HeapPosition { get; set; } = -1;

    public bool IsDelivered { get; set; }

    public string? DiscardReason { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public DeliveryOutcome? LastOutcome { get; set; }

    public LinkedListNode<InMemoryDelivery>? FinishedNode { get; set; }

    public bool IsFinished => FinishedAt is not null;

    /// <summary>Whether an earlier delivery of its record must end first.</summary>
    public bool IsHeldBack => DueAt == DateTimeOffset.MaxValue;

    public bool GoesBefore(InMemoryDelivery other) => DueAt != other.DueAt ? DueAt < other.DueAt : Sequence < other.Sequence;

    public DeliveryState StateAt(DateTimeOffset now)
    {
        if (IsFinished)
        {
            return IsDelivered ? DeliveryState.Delivered : DeliveryState.Discarded;
        }

        return Token != Guid.Empty && LeaseEndsAt > now ? DeliveryState.Claimed : DeliveryState.Waiting;
    }

    public DeliveryRecord ToRecord(DateTimeOffset now) => new()
    {
        Delivery = Delivery with { AbandonedClaimCount = Math.Max(0, AbandonedClaimCount) },
        State = StateAt(now),
        DueAt = IsFinished || IsHeldBack ? null : DueAt,
        FinishedAt = FinishedAt,
        LastOutcome = LastOutcome,
        DiscardReason = DiscardReason,
    };
}
