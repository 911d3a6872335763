using Totvs.Webhooks.History;

namespace Totvs.Webhooks.Deliveries.InMemory;

/// <summary>The deliveries and indexes of <see cref="InMemoryRetryStore"/>. Only touched under the lock of that store.</summary>
internal sealed class InMemoryDeliveryTable
{
    private readonly Dictionary<Guid, InMemoryDelivery> _deliveries = [];
    private readonly InMemoryDueIndex _due = new();
    private readonly InMemoryRecordOrder _order = new();
    private readonly InMemoryAgeList _byAge = new();
    private readonly InMemoryGivingUp _givingUp = new();
    private readonly LeaseTokens _tokens = new();
    private readonly InMemoryArchive _archive;
    private long _sequence;

    public InMemoryDeliveryTable(RetentionOptions retention, int finishedCapacity) =>
        _archive = new InMemoryArchive(_deliveries, retention, finishedCapacity);

    public int UnfinishedCount => _deliveries.Count - _archive.DeliveredCount - _archive.DiscardedCount;

    public IEnumerable<InMemoryDelivery> All => _deliveries.Values;

    public InMemoryDelivery? Find(Guid eventId) => _deliveries.GetValueOrDefault(eventId);

    public InMemoryDelivery? FindClaimed(Guid eventId, Guid token) =>
        _deliveries.TryGetValue(eventId, out InMemoryDelivery? entry) && entry.Token == token && token != Guid.Empty ? entry : null;

    /// <summary>Adds a pending delivery.</summary>
    public void AddWaiting(Delivery delivery, DateTimeOffset now)
    {
        if (TryAdd(delivery, now) is { } entry)
        {
            _due.Add(entry);
        }
    }

    /// <summary>Adds a delivery as claimed.</summary>
    /// <returns>The lease; <see langword="null"/> when the delivery was known already, or is held back by another of its record.</returns>
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

    /// <summary>Claims what is due, within the limits of the request.</summary>
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
        if (begins)
        {
            entry.BeginAttempt();
        }

        entry.LeaseEndsAt = now + leaseDuration;
        _due.Move(entry, entry.LeaseEndsAt + (entry.HasBegun ? AbandonedClaims.HoldBack(entry.AbandonedClaimCount) : TimeSpan.Zero));
    }

    public void Settle(InMemoryDelivery entry, Settlement settlement, DateTimeOffset now)
    {
        entry.EndClaim(settlement);
        switch (settlement.Kind)
        {
            case SettlementKind.Retry:
                _due.Move(entry, now + settlement.Delay);
                break;
            case SettlementKind.Released:
                _due.Move(entry, now);
                break;
            case SettlementKind.Delivered or SettlementKind.Discarded:
                Finish(entry, now);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(settlement), settlement.Kind, "Not a way a claim can end.");
        }
    }

    /// <summary>Discards deliveries that are too old, or whose workflow has been missing for too long.</summary>
    public GiveUpResult GiveUp(GiveUpRequest request, DateTimeOffset now)
    {
        IReadOnlyList<MissingWorkflow> missing = _givingUp.NoteMissing(request.Workflows, _due.Workflows, now);
        var ended = new List<GivenUpDelivery>();
        TimeSpan? next = null;
        if (request.Age is not null || missing.Count > 0)
        {
            next = _givingUp.EndDue(
                _byAge.First, request, now, (entry, isMissing) => ended.Add(GiveUp(entry, request, isMissing, now)));
        }

        return new GiveUpResult
        {
            Ended = ended,
            MissingWorkflows = missing,
            NextIn = next < TimeSpan.Zero ? TimeSpan.Zero : next,
        };
    }

    public int Purge(int limit, DateTimeOffset now) => _archive.Purge(limit, now);

    /// <summary>Makes finished deliveries pending again, in the order in which they were added.</summary>
    /// <returns>How many became pending.</returns>
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
        return new DeliveryCounts(UnfinishedCount - claimed, claimed, _archive.DeliveredCount, _archive.DiscardedCount);
    }

    private void Redeliver(InMemoryDelivery entry, DateTimeOffset now)
    {
        InMemoryArchive.Remove(entry);
        entry.Redeliver(now);
        entry.DueAt = _order.HoldsBack(entry) ? DateTimeOffset.MaxValue : now;
        _due.Add(entry);
        _byAge.Add(entry);
    }

    private GivenUpDelivery GiveUp(InMemoryDelivery entry, GiveUpRequest request, bool isWorkflowMissing, DateTimeOffset now)
    {
        Delivery delivery = entry.Delivery;
        entry.GiveUp(isWorkflowMissing
            ? request.ReasonOfMissingWorkflow(delivery.WorkflowId, delivery.FailedAttempts)
            : request.ReasonOfAge(delivery.FailedAttempts));
        Finish(entry, now);
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
        entry.Claim(_tokens.Next());
        Renew(entry, now, leaseDuration);
        Delivery delivery = entry.Delivery.AbandonedClaimCount == entry.AbandonedClaimCount
            ? entry.Delivery
            : entry.Delivery with { AbandonedClaimCount = entry.AbandonedClaimCount };
        return new Lease(delivery, entry.Token, leaseDuration) { Age = now - entry.AgesFrom, IsSuspect = entry.IsSuspect };
    }

    private void Finish(InMemoryDelivery entry, DateTimeOffset now)
    {
        _due.Remove(entry);
        _byAge.Remove(entry);
        if (_order.NextAfter(entry) is { } next)
        {
            _due.Move(next, now);
        }

        _archive.Add(entry, now);
    }
}
