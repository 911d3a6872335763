using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Queue;

/// <summary>Renews and settles claims; each statement takes effect only for the current token.</summary>
internal static class DeliverySettling
{
    // The claim state of a lease whose attempt has begun and was counted.
    private const string Begun = "2";

    private const string CountBeginning =
        $"""
        UPDATE deliveries SET abandoned_claims = abandoned_claims + 1, claim_state = {Begun}
        WHERE event_id = ?1 AND token = ?2 AND claim_state <> {Begun}
        """;

    private const string FindClaimed =
        $"SELECT CASE WHEN claim_state = {Begun} THEN abandoned_claims ELSE 0 END FROM deliveries WHERE event_id = ?1 AND token = ?2";

    private const string RenewLease = "UPDATE deliveries SET lease_ends_at = ?3, due_at = ?4 WHERE event_id = ?1 AND token = ?2";

    private const string Delete = "DELETE FROM deliveries WHERE event_id = ?1 AND token = ?2 RETURNING is_ordered, workflow_id, record_id";

    private const string Retry =
        """
        UPDATE deliveries
        SET token = NULL, lease_ends_at = NULL, abandoned_claims = 0, claim_state = 0, due_at = ?3, failed_attempts = failed_attempts + ?4,
            last_outcome = coalesce(?5, last_outcome)
        WHERE event_id = ?1 AND token = ?2
        """;

    private const string Release =
        $"""
        UPDATE deliveries
        SET token = NULL, lease_ends_at = NULL, due_at = ?3,
            abandoned_claims = abandoned_claims - (claim_state = {Begun}), claim_state = min(claim_state, 1)
        WHERE event_id = ?1 AND token = ?2
        """;

    private const string Keep =
        """
        INSERT INTO finished (sequence, event_id, workflow_id, is_delivered, finished_at, reason, failed_attempts, created_at, created_offset,
            trigger_code, record_id, last_outcome, payload, is_ordered)
        SELECT sequence, event_id, workflow_id, ?3, ?4, ?5, failed_attempts + ?6, created_at, created_offset,
            trigger_code, record_id, coalesce(?7, last_outcome), payload, is_ordered
        FROM deliveries WHERE event_id = ?1 AND token = ?2
        """;

    public static Lease? Renew(SqliteSession session, Lease lease, TimeSpan duration, bool begins)
    {
        if (begins)
        {
            session.Prepared(CountBeginning).Bind(1, lease.Delivery.EventId).Bind(2, lease.Token).Execute();
        }

        if (session.Prepared(FindClaimed).Bind(1, lease.Delivery.EventId).Bind(2, lease.Token).ReadNumber() is not { } abandoned)
        {
            return null;
        }

        DateTimeOffset endsAt = session.Now + duration;
        session.Prepared(RenewLease)
            .Bind(1, lease.Delivery.EventId)
            .Bind(2, lease.Token)
            .Bind(3, endsAt.UtcTicks)
            .Bind(4, (endsAt + AbandonedClaims.HoldBack((int)abandoned)).UtcTicks)
            .Execute();
        return lease with { Duration = duration };
    }

    public static IReadOnlyList<Settlement> Settle(SqliteSession session, IReadOnlyList<Settlement> settlements, RetentionOptions retention)
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
        SettlementKind.Retry => MakeWait(session, settlement),
        SettlementKind.Released => GiveBack(session, settlement),
        SettlementKind.Delivered => Finish(session, settlement, keep: retention.DeliveredAge > TimeSpan.Zero),
        SettlementKind.Discarded => Finish(session, settlement, keep: retention.DiscardedAge > TimeSpan.Zero),
        _ => throw new ArgumentOutOfRangeException(nameof(settlement), settlement.Kind, "Not a way a claim can end."),
    };

    private static bool GiveBack(SqliteSession session, Settlement settlement) => session.Prepared(Release)
        .Bind(1, settlement.EventId)
        .Bind(2, settlement.Token)
        .Bind(3, session.Now.UtcTicks)
        .Execute() == 1;

    private static bool MakeWait(SqliteSession session, Settlement settlement) => session.Prepared(Retry)
        .Bind(1, settlement.EventId)
        .Bind(2, settlement.Token)
        .Bind(3, (session.Now + settlement.Delay).UtcTicks)
        .Bind(4, CountedAttempts(settlement))
        .Bind(5, OutcomeJson.Write(settlement.Outcome))
        .Execute() == 1;

    private static bool Finish(SqliteSession session, Settlement settlement, bool keep)
    {
        if (keep)
        {
            session.Prepared(Keep)
                .Bind(1, settlement.EventId)
                .Bind(2, settlement.Token)
                .Bind(3, settlement.Kind == SettlementKind.Delivered ? 1 : 0)
                .Bind(4, session.Now.UtcTicks)
                .Bind(5, settlement.Reason)
                .Bind(6, CountedAttempts(settlement))
                .Bind(7, OutcomeJson.Write(settlement.Outcome))
                .Execute();
        }

        SqliteStatement delete = session.Prepared(Delete).Bind(1, settlement.EventId).Bind(2, settlement.Token);
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

    private static long CountedAttempts(Settlement settlement) =>
        settlement is { Kind: SettlementKind.Retry or SettlementKind.Discarded, Outcome: not null } ? 1 : 0;
}
