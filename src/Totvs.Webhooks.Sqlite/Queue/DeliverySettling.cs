using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Queue;

/// <summary>Renews and settles claims. Each statement has an effect only for the current lease token.</summary>
internal static class DeliverySettling
{
    /// <summary>The claim state of a lease whose attempt is running and was counted.</summary>
    private const string Begun = "2";

    /// <summary>Finds the delivery only while the lease is current: without the token a late result would settle another claim.</summary>
    private const string WhereLeaseIsCurrent = "WHERE event_id = ?1 AND token = ?2";

    private const string CountBeginning =
        $"""
        UPDATE deliveries SET abandoned_claims = abandoned_claims + 1, claim_state = {Begun}
        {WhereLeaseIsCurrent} AND claim_state <> {Begun}
        """;

    private const string FindClaimed =
        $"SELECT CASE WHEN claim_state = {Begun} THEN abandoned_claims ELSE 0 END FROM deliveries {WhereLeaseIsCurrent}";

    private const string RenewLease = $"UPDATE deliveries SET lease_ends_at = ?3, due_at = ?4 {WhereLeaseIsCurrent}";

    private const string Delete = $"DELETE FROM deliveries {WhereLeaseIsCurrent} RETURNING is_ordered, workflow_id, record_id";

    private const string Retry =
        $"""
        UPDATE deliveries
        SET token = NULL, lease_ends_at = NULL, abandoned_claims = 0, claim_state = 0, due_at = ?3, failed_attempts = failed_attempts + ?4,
            last_outcome = coalesce(?5, last_outcome)
        {WhereLeaseIsCurrent}
        """;

    private const string Release =
        $"""
        UPDATE deliveries
        SET token = NULL, lease_ends_at = NULL, due_at = ?3,
            abandoned_claims = abandoned_claims - (claim_state = {Begun}), claim_state = min(claim_state, 1)
        {WhereLeaseIsCurrent}
        """;

    private const string Keep = $"{FinishedDeliveries.Copy} {WhereLeaseIsCurrent}";

    public static Lease? Renew(SqliteSession session, Lease lease, TimeSpan duration, bool begins)
    {
        if (begins)
        {
            Prepare(session, CountBeginning, lease.Delivery.EventId, lease.Token).Execute();
        }

        if (Prepare(session, FindClaimed, lease.Delivery.EventId, lease.Token).ReadNumber() is not { } abandoned)
        {
            return null;
        }

        DateTimeOffset endsAt = session.Now + duration;
        Prepare(session, RenewLease, lease.Delivery.EventId, lease.Token)
            .Bind(3, endsAt.UtcTicks)
            .Bind(4, (endsAt + AbandonedClaims.HoldBack((int)abandoned)).UtcTicks)
            .Execute();
        return lease with { Duration = duration };
    }

    /// <summary>Settles claims.</summary>
    /// <returns>The settlements that had no effect, since their lease was no longer current.</returns>
    public static IReadOnlyList<Settlement> Settle(
        SqliteSession session, IReadOnlyList<Settlement> settlements, RetentionOptions retention)
    {
        List<Settlement>? dropped = null;
        foreach (Settlement settlement in settlements)
        {
            if (!TrySettle(session, settlement, retention))
            {
                (dropped ??= []).Add(settlement);
            }
        }

        return dropped ?? (IReadOnlyList<Settlement>)[];
    }

    private static bool TrySettle(SqliteSession session, Settlement settlement, RetentionOptions retention) => settlement.Kind switch
    {
        SettlementKind.Retry => RetryLater(session, settlement),
        SettlementKind.Released => GiveBack(session, settlement),
        SettlementKind.Delivered => Finish(session, settlement, keep: retention.DeliveredAge > TimeSpan.Zero),
        SettlementKind.Discarded => Finish(session, settlement, keep: retention.DiscardedAge > TimeSpan.Zero),
        _ => throw new ArgumentOutOfRangeException(nameof(settlement), settlement.Kind, "Not a way a claim can end."),
    };

    private static bool GiveBack(SqliteSession session, Settlement settlement) =>
        Prepare(session, Release, settlement.EventId, settlement.Token).Bind(3, session.Now.UtcTicks).Execute() == 1;

    private static bool RetryLater(SqliteSession session, Settlement settlement) =>
        Prepare(session, Retry, settlement.EventId, settlement.Token)
            .Bind(3, (session.Now + settlement.Delay).UtcTicks)
            .Bind(4, CountedAttempts(settlement))
            .Bind(5, OutcomeJson.Write(settlement.Outcome))
            .Execute() == 1;

    private static bool Finish(SqliteSession session, Settlement settlement, bool keep)
    {
        if (keep)
        {
            SqliteStatement copy = Prepare(session, Keep, settlement.EventId, settlement.Token);
            bool isDelivered = settlement.Kind == SettlementKind.Delivered;
            FinishedDeliveries.Bind(
                copy, isDelivered, session.Now.UtcTicks, settlement.Reason, CountedAttempts(settlement), settlement.Outcome).Execute();
        }

        SqliteStatement delete = Prepare(session, Delete, settlement.EventId, settlement.Token);
        if (!delete.Read())
        {
            return false;
        }

        (Guid WorkflowId, string RecordId)? record = delete.GetInt(0) == 1 ? (delete.GetGuid(1), delete.GetString(2)) : null;
        delete.Reset();
        if (record is { } ended)
        {
            RecordOrder.EndOf(session, ended.WorkflowId, ended.RecordId);
        }

        return true;
    }

    private static SqliteStatement Prepare(SqliteSession session, string sql, Guid eventId, Guid token) =>
        session.Prepared(sql).Bind(1, eventId).Bind(2, token);

    private static long CountedAttempts(Settlement settlement) =>
        settlement is { Kind: SettlementKind.Retry or SettlementKind.Discarded, Outcome: not null } ? 1 : 0;
}
