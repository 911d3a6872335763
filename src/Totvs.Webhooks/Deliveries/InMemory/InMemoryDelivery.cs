using Totvs.Webhooks.History;

namespace Totvs.Webhooks.Deliveries.InMemory;

/// <summary>One delivery in the memory of <see cref="InMemoryRetryStore"/>; only touched under that store's lock.</summary>
internal sealed class InMemoryDelivery(Delivery delivery, long sequence) : IHeapItem<InMemoryDelivery>
{
    // Kept as ticks, which take half of the room: there may be a million of these.
    private long _dueAt;
    private long _leaseEndsAt;
    private long _finishedAt;
    private long _agesFrom;

    public Delivery Delivery { get; set; } = delivery;

    public long Sequence { get; } = sequence;

    /// <summary>When it is due. The index is told of a change.</summary>
    public DateTimeOffset DueAt
    {
        get => new(_dueAt, TimeSpan.Zero);
        set => _dueAt = value.UtcTicks;
    }

    public DateTimeOffset LeaseEndsAt
    {
        get => new(_leaseEndsAt, TimeSpan.Zero);
        set => _leaseEndsAt = value.UtcTicks;
    }

    public Guid Token { get; set; }

    /// <summary>From when its age counts: when it was added, or made to wait again.</summary>
    public DateTimeOffset AgesFrom
    {
        get => new(_agesFrom, TimeSpan.Zero);
        set => _agesFrom = value.UtcTicks;
    }

    /// <summary>The next older one in <see cref="InMemoryAgeList"/>. Only the list sets it.</summary>
    public InMemoryDelivery? Older { get; set; }

    /// <summary>The next younger one in <see cref="InMemoryAgeList"/>. Only the list sets it.</summary>
    public InMemoryDelivery? Younger { get; set; }

    public int AbandonedClaimCount { get; set; }

    /// <summary>Whether a lease on it has ended without a result since the last one.</summary>
    public bool IsSuspect { get; set; }

    /// <summary>Whether its attempt under the current lease has begun and was counted.</summary>
    public bool HasBegun { get; set; }

    public int HeapPosition { get; set; } = -1;

    public bool IsDelivered { get; set; }

    public string? DiscardReason { get; set; }

    public DateTimeOffset? FinishedAt
    {
        get => _finishedAt == 0 ? null : new DateTimeOffset(_finishedAt, TimeSpan.Zero);
        set => _finishedAt = value?.UtcTicks ?? 0;
    }

    public DeliveryOutcome? LastOutcome { get; set; }

    public LinkedListNode<InMemoryDelivery>? FinishedNode { get; set; }

    public bool IsFinished => _finishedAt != 0;

    /// <summary>Whether an earlier delivery of its record must end first.</summary>
    public bool IsHeldBack => _dueAt == DateTimeOffset.MaxValue.Ticks;

    public bool GoesBefore(InMemoryDelivery other) => _dueAt != other._dueAt ? _dueAt < other._dueAt : Sequence < other.Sequence;

    public DeliveryState StateAt(DateTimeOffset now)
    {
        if (IsFinished)
        {
            return IsDelivered ? DeliveryState.Delivered : DeliveryState.Discarded;
        }

        return IsClaimedAt(now) ? DeliveryState.Claimed : DeliveryState.Waiting;
    }

    /// <summary>Whether a lease on it lasts.</summary>
    public bool IsClaimedAt(DateTimeOffset now) => Token != Guid.Empty && LeaseEndsAt > now;

    public DeliveryRecord ToRecord(DateTimeOffset now) => new()
    {
        Delivery = Delivery with { AbandonedClaimCount = AbandonedClaimCount },
        State = StateAt(now),
        DueAt = IsFinished || IsHeldBack ? null : DueAt,
        FinishedAt = FinishedAt,
        LastOutcome = LastOutcome,
        DiscardReason = DiscardReason,
    };
}
