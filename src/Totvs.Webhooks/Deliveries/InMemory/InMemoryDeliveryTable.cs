using Totvs.Webhooks.History;

namespace Totvs.Webhooks.Deliveries.InMemory;

/// <summary>The rows and indexes of <see cref="InMemoryRetryStore"/>; only touched under that store's lock.</summary>
internal sealed class InMemoryDeliveryTable(RetentionOptions retention, int finishedCapacity)
{
    private readonly Dictionary<Guid, InMemoryDelivery> _deliveries = [];
    private readonly InMemoryDueIndex _due = new();
    private readonly InMemoryRecordOrder _order = new();
    private readonly InMemoryAgeList _byAge = new();
    private readonly InMemoryGivingUp _givingUp = new();
    private readonly LeaseTokens _tokens = new();
    private readonly LinkedList<InMemoryDelivery> _delivered = new();
    private readonly LinkedList<InMemoryDelivery> _discarded = new();
    private long _sequence;

    public int UnfinishedCount => _deliveries.Count - _delivered.Count - _discarded.Count;

    public IEnumerable<InMemoryDelivery> All => _deliveries.Values;

    public InMemoryDelivery? Find(Guid eventId) => _deliveries.GetValueOrDefault(eventId);

    public InMemoryDelivery? FindClaimed(Guid eventId, Guid token) =>
        _deliveries.TryGetValue(eventId, out InMemoryDelivery? entry) && entry.Token == token && token != Guid.Empty ? entry : null;

    /// <summary>Adds a delivery that waits.</summary>
    public void AddWaiting(Delivery delivery, DateTimeOffset now)
    {
        if (TryAdd(delivery, now) is { } entry)
        {
            _due.Add(entry);
        }
    }

    /// <summary>Adds a delivery as claimed.</summary>
    /// <returns>Its lease; <see langword="null"/> when it was known already, or has to wait for another of its record.</returns>
    public Lease? AddClaimed(Delivery delivery, DateTimeOffset now, TimeSpan leaseDuration)
    {
        if (TryAdd(delivery, now) is not { } entry)
        {
            return null;
        }

        if (!entry.IsHeldBack)
        {
            return Claim(entry, now, leaseDuration);
        }

        _due.Add(entry);
        return null;
    }

    /// <summary>Claims what is due, up to the limits.</summary>
    public IReadOnlyList<Lease>? ClaimDue(ClaimRequest request, DateTimeOffset now)
    {
        List<InMemoryDelivery> due = _due.TakeDue(request, now);
        if (due.Count == 0)
        {
            return null;
        }

        var leases = new Lease[due.Count];
        for (int index = 0; index < leases.Length; index++)
        {
            leases[index] = Claim(due[index], now, request.LeaseDuration);
        }

        return leases;
    }

    public TimeSpan? TimeUntilDue(ClaimRequest request, DateTimeOffset now) => _due.TimeUntilDue(request, now);

    public void Renew(InMemoryDelivery entry, DateTimeOffset now, TimeSpan leaseDuration, bool begins = false)
    {
        if (begins && !entry.HasBegun)
        {
            entry.AbandonedClaimCount++;
            entry.IsSuspect = entry.HasBegun = true;
        }

        entry.LeaseEndsAt = now + leaseDuration;
        _due.Move(entry, entry.LeaseEndsAt + (entry.HasBegun ? AbandonedClaims.HoldBack(entry.AbandonedClaimCount) : TimeSpan.Zero));
    }

    public void Settle(InMemoryDelivery entry, Settlement settlement, DateTimeOffset now)
    {
        entry.Token = Guid.Empty;
        bool isReleased = settlement.Kind == SettlementKind.Released;
        entry.AbandonedClaimCount = isReleased ? entry.AbandonedClaimCount - (entry.HasBegun ? 1 : 0) : 0;
        entry.IsSuspect &= isReleased;
        entry.HasBegun = false;
        entry.LastOutcome = settlement.Outcome ?? entry.LastOutcome;
        if (settlement is { Kind: SettlementKind.Retry or SettlementKind.Discarded, Outcome: not null })
        {
            entry.Delivery = entry.Delivery with { FailedAttempts = entry.Delivery.FailedAttempts + 1 };
        }

        switch (settlement.Kind)
        {
            case SettlementKind.Retry:
                _due.Move(entry, now + settlement.Delay);
                break;
            case SettlementKind.Released:
                _due.Move(entry, now);
                break;
            case SettlementKind.Delivered:
                entry.IsDelivered = true;
                Finish(entry, _delivered, now, keep: retention.DeliveredAge > TimeSpan.Zero);
                break;
            case SettlementKind.Discarded:
                entry.DiscardReason = settlement.Reason;
                Finish(entry, _discarded, now, keep: retention.DiscardedAge > TimeSpan.Zero);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(settlement), settlement.Kind, "Not a way a claim can end.");
        }
    }

    /// <summary>Gives up what is too old, or waits for a workflow that is missing.</summary>
    public GiveUpResult GiveUp(GiveUpRequest request, DateTimeOffset now)
    {
        IReadOnlyList<MissingWorkflow> missing = _givingUp.NoteMissing(request.Workflows, _due.Workflows, now);
        var ended = new List<GivenUpDelivery>();
        TimeSpan? next = null;
        InMemoryDelivery? following;
        bool mayEndAny = request.Age is not null || missing.Count > 0;
        for (InMemoryDelivery? entry = mayEndAny ? _byAge.First : null; entry is not null; entry = following)
        {
            following = entry.Younger;
            if (entry.IsHeldBack || _givingUp.TimeLeft(entry, request, now, out bool isWorkflowMissing) is not { } left)
            {
                continue;
            }

            if (left <= TimeSpan.Zero && entry.IsClaimedAt(now))
            {
                left = entry.LeaseEndsAt - now;
            }

            if (left <= TimeSpan.Zero && ended.Count < request.Limit)
            {
                ended.Add(GiveUp(entry, request, isWorkflowMissing, now));
                continue;
            }

            next = !(next <= left) ? left : next;
            if (next <= TimeSpan.Zero || (missing.Count == 0 && !entry.IsClaimedAt(now)))
            {
                // Those that follow are younger.
                break;
            }
        }

        return new GiveUpResult(ended, missing, next > TimeSpan.Zero ? next : next is null ? null : TimeSpan.Zero);
    }

    public int Purge(int limit, DateTimeOffset now)
    {
        int removed = Trim(_delivered, limit, now - retention.DeliveredAge, retention.DeliveredCount);
        return removed + Trim(_discarded, limit - removed, now - retention.DiscardedAge, finishedCapacity);
    }

    /// <summary>Makes those that are finished wait again, in the order in which they were added.</summary>
    /// <returns>How many.</returns>
    public int Redeliver(IEnumerable<Guid> eventIds, DateTimeOffset now)
    {
        List<InMemoryDelivery> finished = [.. eventIds.Distinct().Select(Find).OfType<InMemoryDelivery>()
            .Where(entry => entry.IsFinished)
            .OrderBy(entry => entry.Sequence)];
        finished.ForEach(entry => Redeliver(entry, now));
        return finished.Count;
    }

    public DeliveryCounts Count(DateTimeOffset now)
    {
        long claimed = _deliveries.Values.LongCount(entry => entry.StateAt(now) == DeliveryState.Claimed);
        return new DeliveryCounts(UnfinishedCount - claimed, claimed, _delivered.Count, _discarded.Count);
    }

    private void Redeliver(InMemoryDelivery entry, DateTimeOffset now)
    {
        entry.FinishedNode!.List!.Remove(entry.FinishedNode);
        entry.FinishedNode = null;
        entry.FinishedAt = null;
        entry.IsDelivered = false;
        entry.DiscardReason = null;
        entry.Delivery = entry.Delivery with { FailedAttempts = 0 };
        entry.AgesFrom = now;
        entry.DueAt = _order.HoldsBack(entry) ? DateTimeOffset.MaxValue : now;
        _due.Add(entry);
        _byAge.Add(entry);
    }

    private GivenUpDelivery GiveUp(InMemoryDelivery entry, GiveUpRequest request, bool isWorkflowMissing, DateTimeOffset now)
    {
        Delivery delivery = entry.Delivery;
        entry.Token = Guid.Empty;
        (entry.AbandonedClaimCount, entry.IsSuspect, entry.HasBegun) = (0, false, false);
        entry.DiscardReason = isWorkflowMissing
            ? request.ReasonOfMissingWorkflow(delivery.WorkflowId, delivery.FailedAttempts)
            : request.ReasonOfAge(delivery.FailedAttempts);
        Finish(entry, _discarded, now, keep: retention.DiscardedAge > TimeSpan.Zero);
        return new GivenUpDelivery(delivery.EventId, delivery.WorkflowId, delivery.FailedAttempts, isWorkflowMissing);
    }

    private InMemoryDelivery? TryAdd(Delivery delivery, DateTimeOffset now)
    {
        var entry = new InMemoryDelivery(delivery, _sequence + 1);
        if (!_deliveries.TryAdd(delivery.EventId, entry))
        {
            return null;
        }

        _sequence++;
        entry.AgesFrom = now;
        _byAge.Add(entry);
        entry.DueAt = _order.HoldsBack(entry) ? DateTimeOffset.MaxValue : now;
        return entry;
    }

    private Lease Claim(InMemoryDelivery entry, DateTimeOffset now, TimeSpan leaseDuration)
    {
        entry.IsSuspect |= entry.Token != Guid.Empty;
        entry.HasBegun = false;
        entry.Token = _tokens.Next();
        Renew(entry, now, leaseDuration);
        int abandoned = entry.AbandonedClaimCount;
        Delivery delivery = entry.Delivery.AbandonedClaimCount == abandoned ? entry.Delivery : entry.Delivery with { AbandonedClaimCount = abandoned };
        return new Lease(delivery, entry.Token, leaseDuration) { Age = now - entry.AgesFrom, IsSuspect = entry.IsSuspect };
    }

    private void Finish(InMemoryDelivery entry, LinkedList<InMemoryDelivery> finished, DateTimeOffset now, bool keep)
    {
        _due.Remove(entry);
        _byAge.Remove(entry);
        if (_order.NextAfter(entry) is { } next)
        {
            _due.Move(next, now);
        }

        if (!keep)
        {
            _deliveries.Remove(entry.Delivery.EventId);
            return;
        }

        entry.FinishedAt = now;
        entry.FinishedNode = finished.AddLast(entry);
        Trim(finished, limit: 1, DateTimeOffset.MinValue, finishedCapacity);
    }

    private int Trim(LinkedList<InMemoryDelivery> finished, int limit, DateTimeOffset finishedBefore, int keepAtMost)
    {
        int removed = 0;
        while (removed < limit && finished.First is { } oldest && (finished.Count > keepAtMost || oldest.Value.FinishedAt <= finishedBefore))
        {
            finished.RemoveFirst();
            _deliveries.Remove(oldest.Value.Delivery.EventId);
            removed++;
        }

        return removed;
    }
}
