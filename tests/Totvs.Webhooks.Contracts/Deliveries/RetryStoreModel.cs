using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Contracts.Deliveries;

/// <summary>What a store of deliveries means, written as plainly as possible: a list, searched from end to end.</summary>
/// <param name="retention">What is kept of finished deliveries.</param>
public sealed class RetryStoreModel(RetentionOptions retention)
{
    private readonly List<Row> _rows = [];
    private readonly Dictionary<Guid, DateTimeOffset> _missingSince = [];
    private long _order;

    /// <summary>Adds a delivery.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="now">The time.</param>
    /// <param name="token">The token it is claimed with, or <see langword="null"/>.</param>
    /// <param name="leaseDuration">How long that claim lasts.</param>
    /// <returns>Whether it was not known before.</returns>
    public bool Add(Delivery delivery, DateTimeOffset now, Guid? token, TimeSpan leaseDuration)
    {
        if (_rows.Exists(row => row.Delivery.EventId == delivery.EventId))
        {
            return false;
        }

        var added = new Row(delivery, ++_order) { DueAt = DueAt(delivery, now), AgesFrom = now };
        _rows.Add(added);
        if (token is not null && !added.IsHeldBack)
        {
            Claim(added, token.Value, now, leaseDuration);
        }

        return true;
    }

    /// <summary>Whether a delivery that is added now has to wait for another of its record.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <returns>Whether it has to.</returns>
    public bool HoldsBack(Delivery delivery) => delivery.IsOrdered && _rows.Exists(row => row.FinishedAt is null && row.IsOfRecordOf(delivery));

    /// <summary>The ids that a claim must return, in order.</summary>
    /// <param name="request">The claim.</param>
    /// <param name="now">The time.</param>
    /// <returns>The ids.</returns>
    public IReadOnlyList<Guid> Due(ClaimRequest request, DateTimeOffset now)
    {
        var due = new List<Delivery>();
        foreach (Row row in _rows.Where(row => row.FinishedAt is null && row.DueAt <= now && IsNamed(request.Workflows, row)).OrderBy(row => row.DueAt).ThenBy(row => row.Order))
        {
            Guid workflow = row.Delivery.WorkflowId;
            int taken = due.Count(other => other.WorkflowId == workflow);
            ClaimShare[] shares = [.. request.Shares.Where(share => share.Workflows.Contains(workflow))];
            bool isAllowed = shares.Length == 0
                ? taken < request.LimitPerWorkflow
                : shares.All(share => taken < share.LimitPerWorkflow
                    && due.Count(other => share.Workflows.Contains(other.WorkflowId)) < share.Limit);
            if (due.Count < request.Limit && isAllowed)
            {
                due.Add(row.Delivery);
            }
        }

        return [.. due.Select(delivery => delivery.EventId)];
    }

    /// <summary>Notes a claim that the store granted.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="now">The time.</param>
    /// <returns>How many claims had been abandoned before it, whether it is suspect, and how old the delivery is.</returns>
    public (int Abandoned, bool IsSuspect, TimeSpan Age) Claim(Lease lease, DateTimeOffset now)
    {
        Row row = _rows.Single(candidate => candidate.Delivery.EventId == lease.Delivery.EventId);
        Claim(row, lease.Token, now, lease.Duration);
        return (row.Abandoned, row.IsSuspect, now - row.AgesFrom);
    }

    /// <summary>Renews a lease.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="begins">Whether its attempt begins.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether its token is the current one.</returns>
    public bool Renew(Lease lease, TimeSpan duration, bool begins, DateTimeOffset now)
    {
        if (Current(lease.Delivery.EventId, lease.Token) is not { } row)
        {
            return false;
        }

        row.Abandoned += begins && !row.HasBegun ? 1 : 0;
        row.HasBegun |= begins;
        row.IsSuspect |= begins;
        row.LeaseEndsAt = now + duration;
        row.DueAt = row.LeaseEndsAt + (row.HasBegun ? AbandonedClaims.HoldBack(row.Abandoned) : TimeSpan.Zero);
        return true;
    }

    /// <summary>Settles a claim.</summary>
    /// <param name="settlement">What became of it.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether its token is the current one.</returns>
    public bool Settle(Settlement settlement, DateTimeOffset now)
    {
        if (Current(settlement.EventId, settlement.Token) is not { } row)
        {
            return false;
        }

        row.Token = null;
        row.Abandoned = settlement.Kind == SettlementKind.Released ? row.Abandoned - (row.HasBegun ? 1 : 0) : 0;
        row.IsSuspect &= settlement.Kind == SettlementKind.Released;
        row.HasBegun = false;
        row.FailedAttempts += settlement.Kind is SettlementKind.Retry or SettlementKind.Discarded && settlement.Outcome is not null ? 1 : 0;
        switch (settlement.Kind)
        {
            case SettlementKind.Delivered when retention.DeliveredAge == TimeSpan.Zero:
                _rows.Remove(row);
                break;
            case SettlementKind.Delivered:
                row.FinishedAt = now;
                row.IsDelivered = true;
                break;
            case SettlementKind.Discarded:
                row.FinishedAt = now;
                break;
            default:
                row.DueAt = now + settlement.Delay;
                return true;
        }

        LetNextGo(row, now);
        return true;
    }

    /// <summary>Gives up one delivery, the oldest that has to be.</summary>
    /// <param name="request">Which.</param>
    /// <param name="now">The time.</param>
    /// <returns>Its id, or <see langword="null"/> when none has to be.</returns>
    public Guid? GiveUp(GiveUpRequest request, DateTimeOffset now)
    {
        bool IsNow(Row row) =>
            now - row.AgesFrom >= request.Age
            || (!IsNamed(request.Workflows, row)
                && now - row.AgesFrom >= request.MissingWorkflowAge
                && now - _missingSince[row.Delivery.WorkflowId] >= request.MissingWorkflowAge);
        NoteMissing(request.Workflows, now);
        Row? ended = _rows
            .Where(row => row.FinishedAt is null && !row.IsHeldBack && !(row.Token is not null && row.LeaseEndsAt > now) && IsNow(row))
            .OrderBy(row => row.AgesFrom)
            .ThenBy(row => row.Order)
            .FirstOrDefault();
        if (ended is not null)
        {
            ended.FinishedAt = now;
            ended.Token = null;
            (ended.Abandoned, ended.IsSuspect, ended.HasBegun) = (0, false, false);
            LetNextGo(ended, now);
        }

        return ended?.Delivery.EventId;
    }

    /// <summary>Makes a finished delivery wait again.</summary>
    /// <param name="eventId">Its id.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether it was finished.</returns>
    public bool Redeliver(Guid eventId, DateTimeOffset now)
    {
        if (_rows.Find(candidate => candidate.Delivery.EventId == eventId && candidate.FinishedAt is not null) is not { } row)
        {
            return false;
        }

        row.DueAt = DueAt(row.Delivery, now);
        row.AgesFrom = now;
        row.FinishedAt = null;
        row.IsDelivered = false;
        row.FailedAttempts = 0;
        return true;
    }

    /// <summary>Removes what is past its age.</summary>
    /// <param name="now">The time.</param>
    /// <returns>How many were removed.</returns>
    public int Purge(DateTimeOffset now) =>
        _rows.RemoveAll(row => row.FinishedAt is { } finished && finished <= now - (row.IsDelivered ? retention.DeliveredAge : retention.DiscardedAge));

    /// <summary>How long until something is due.</summary>
    /// <param name="excluded">The workflow that is left alone.</param>
    /// <param name="workflows">The workflows that are asked for.</param>
    /// <param name="now">The time.</param>
    /// <returns>The time, or <see langword="null"/>.</returns>
    public TimeSpan? TimeUntilDue(Guid excluded, IReadOnlySet<Guid>? workflows, DateTimeOffset now)
    {
        Row? first = _rows.Where(row => row.FinishedAt is null && row.Delivery.WorkflowId != excluded && IsNamed(workflows, row)).MinBy(row => row.DueAt);
        return first is null ? null : first.DueAt <= now ? TimeSpan.Zero : first.DueAt - now;
    }

    /// <summary>The failed attempts of a delivery.</summary>
    /// <param name="eventId">Its id.</param>
    /// <returns>How many; <see langword="null"/> when it is not known.</returns>
    public int? FailedAttempts(Guid eventId) => _rows.Find(row => row.Delivery.EventId == eventId)?.FailedAttempts;

    /// <summary>How many deliveries are not finished, delivered, and discarded.</summary>
    /// <returns>The three counts.</returns>
    public (int Unfinished, int Delivered, int Discarded) Counts() => (
        _rows.Count(row => row.FinishedAt is null),
        _rows.Count(row => row is { FinishedAt: not null, IsDelivered: true }),
        _rows.Count(row => row is { FinishedAt: not null, IsDelivered: false }));

    private static void Claim(Row row, Guid token, DateTimeOffset now, TimeSpan leaseDuration)
    {
        row.IsSuspect |= row.Token is not null;
        row.HasBegun = false;
        row.Token = token;
        row.LeaseEndsAt = now + leaseDuration;
        row.DueAt = row.LeaseEndsAt;
    }

    private static bool IsNamed(IReadOnlySet<Guid>? workflows, Row row) => workflows?.Contains(row.Delivery.WorkflowId) != false;

    private void LetNextGo(Row ended, DateTimeOffset now)
    {
        if (ended.Delivery.IsOrdered)
        {
            Row? next = _rows.Where(other => other.IsHeldBack && other.FinishedAt is null && other.IsOfRecordOf(ended.Delivery)).MinBy(other => other.Order);
            _ = next?.DueAt = now;
        }
    }

    private void NoteMissing(IReadOnlySet<Guid>? workflows, DateTimeOffset now)
    {
        HashSet<Guid> unfinished = [.. _rows.Where(row => row.FinishedAt is null).Select(row => row.Delivery.WorkflowId)];
        foreach (Guid workflow in _missingSince.Keys.Where(workflow => workflows?.Contains(workflow) == true || (workflows is not null && !unfinished.Contains(workflow))).ToArray())
        {
            _missingSince.Remove(workflow);
        }

        foreach (Guid workflow in unfinished.Where(workflow => workflows?.Contains(workflow) == false))
        {
            _missingSince.TryAdd(workflow, now);
        }
    }

    private DateTimeOffset DueAt(Delivery delivery, DateTimeOffset now) => HoldsBack(delivery) ? DateTimeOffset.MaxValue : now;

    private Row? Current(Guid eventId, Guid token) => _rows.Find(row => row.Delivery.EventId == eventId && row.Token == token);

    private sealed class Row(Delivery delivery, long order)
    {
        public Delivery Delivery { get; } = delivery;

        public long Order { get; } = order;

        public DateTimeOffset DueAt { get; set; }

        public bool IsHeldBack => DueAt == DateTimeOffset.MaxValue;

        public Guid? Token { get; set; }

        public DateTimeOffset LeaseEndsAt { get; set; }

        public DateTimeOffset AgesFrom { get; set; }

        public int Abandoned { get; set; }

        public bool IsSuspect { get; set; }

        public bool HasBegun { get; set; }

        public int FailedAttempts { get; set; }

        public bool IsDelivered { get; set; }

        public DateTimeOffset? FinishedAt { get; set; }

        public bool IsOfRecordOf(Delivery other) =>
            Delivery.IsOrdered && Delivery.WorkflowId == other.WorkflowId && Delivery.RecordId == other.RecordId;
    }
}
