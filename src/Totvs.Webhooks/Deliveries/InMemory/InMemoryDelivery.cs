using Totvs.Webhooks.History;

namespace Totvs.Webhooks.Deliveries.InMemory;

/// <summary>One delivery in the memory of <see cref="InMemoryRetryStore"/>. Only touched under the lock of that store.</summary>
internal sealed class InMemoryDelivery : IHeapItem<InMemoryDelivery>
{
    // Kept as ticks, which take half of the memory of a DateTimeOffset: there may be a million deliveries.
    private long _dueAt;
    private long _leaseEndsAt;
    private long _finishedAt;
    private long _agesFrom;

    public InMemoryDelivery(Delivery delivery, long sequence)
    {
        Delivery = delivery;
        Sequence = sequence;
    }

    public Delivery Delivery { get; private set; }

    public long Sequence { get; }

    /// <summary>When the delivery is due. <see cref="InMemoryDueIndex"/> must hear of a change, or its order breaks.</summary>
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

    /// <summary>The token of the current lease; empty while there is none.</summary>
    public Guid Token { get; private set; }

    /// <summary>From when the age of the delivery counts: when it was added or redelivered.</summary>
    public DateTimeOffset AgesFrom
    {
        get => new(_agesFrom, TimeSpan.Zero);
        set => _agesFrom = value.UtcTicks;
    }

    /// <summary>The next older delivery in <see cref="InMemoryAgeList"/>. Only that list sets it.</summary>
    public InMemoryDelivery? Older { get; set; }

    /// <summary>The next younger delivery in <see cref="InMemoryAgeList"/>. Only that list sets it.</summary>
    public InMemoryDelivery? Younger { get; set; }

    public int AbandonedClaimCount { get; private set; }

    /// <summary>Whether a lease on the delivery has ended without a result since its last result.</summary>
    public bool IsSuspect { get; private set; }

    /// <summary>Whether the attempt under the current lease has begun and was counted.</summary>
    public bool HasBegun { get; private set; }

    public int HeapPosition { get; set; } = -1;

    public bool IsDelivered { get; private set; }

    public string? DiscardReason { get; private set; }

    public DateTimeOffset? FinishedAt
    {
        get => _finishedAt == 0 ? null : new DateTimeOffset(_finishedAt, TimeSpan.Zero);
        set => _finishedAt = value?.UtcTicks ?? 0;
    }

    public DeliveryOutcome? LastOutcome { get; private set; }

    /// <summary>The place in <see cref="InMemoryArchive"/>. Only that class sets it.</summary>
    public LinkedListNode<InMemoryDelivery>? FinishedNode { get; set; }

    public bool IsFinished => _finishedAt != 0;

    /// <summary>Whether an earlier delivery of the same record must end first.</summary>
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

    /// <summary>Whether the current lease has not ended.</summary>
    public bool IsClaimedAt(DateTimeOffset now) => Token != Guid.Empty && LeaseEndsAt > now;

    /// <summary>Begins a new lease; the one before is worth nothing from now on.</summary>
    public void Claim(Guid token)
    {
        IsSuspect |= Token != Guid.Empty;
        HasBegun = false;
        Token = token;
    }

    /// <summary>Counts that the attempt under the current lease begins; once, however often this is called.</summary>
    public void BeginAttempt()
    {
        if (!HasBegun)
        {
            AbandonedClaimCount++;
            IsSuspect = HasBegun = true;
        }
    }

    /// <summary>Ends the current lease with its result.</summary>
    public void EndClaim(Settlement settlement)
    {
        // A release is no result: the lease takes back only what it counted itself.
        bool isReleased = settlement.Kind == SettlementKind.Released;
        AbandonedClaimCount = isReleased ? AbandonedClaimCount - (HasBegun ? 1 : 0) : 0;
        IsSuspect &= isReleased;
        HasBegun = false;
        Token = Guid.Empty;
        LastOutcome = settlement.Outcome ?? LastOutcome;
        IsDelivered = settlement.Kind == SettlementKind.Delivered;
        DiscardReason = settlement.Reason;
        if (settlement is { Kind: SettlementKind.Retry or SettlementKind.Discarded, Outcome: not null })
        {
            Delivery = Delivery with { FailedAttempts = Delivery.FailedAttempts + 1 };
        }
    }

    /// <summary>Discards the delivery without a result.</summary>
    public void GiveUp(string reason)
    {
        Token = Guid.Empty;
        (AbandonedClaimCount, IsSuspect, HasBegun) = (0, false, false);
        DiscardReason = reason;
    }

    /// <summary>Makes a finished delivery pending again, with all of its attempts.</summary>
    public void Redeliver(DateTimeOffset now)
    {
        FinishedAt = null;
        IsDelivered = false;
        DiscardReason = null;
        Delivery = Delivery with { FailedAttempts = 0 };
        AgesFrom = now;
    }

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
