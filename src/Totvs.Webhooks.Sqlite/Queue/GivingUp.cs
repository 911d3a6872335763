using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Queue;

/// <summary>Ends what a look has found, so far as it still holds in this transaction, and keeps the notes of missing workflows.</summary>
internal static class GivingUp
{
    private const string Note = "INSERT INTO absent_workflows (workflow_id, since) VALUES (?1, ?2) ON CONFLICT DO NOTHING";

    private const string Forget = "DELETE FROM absent_workflows WHERE workflow_id = ?1";

    private const string BeginAges = "UPDATE file SET ages_from = ?1 WHERE ages_from IS NULL";

    // Another process may have claimed, ended or redelivered it since the look, or told that it has the workflow. A
    // sequence that became free is given again, so that a delivery which was just added may stand there.
    private const string Find =
        $"""
        SELECT event_id, workflow_id, record_id, is_ordered, failed_attempts FROM deliveries
        WHERE sequence = ?1 AND due_at <> {RecordOrder.Never}
            AND (lease_ends_at IS NULL OR lease_ends_at <= ?2) AND coalesce(redelivered_at, added_at) <= ?3
            AND (?4 IS NULL OR workflow_id IN (SELECT workflow_id FROM absent_workflows WHERE since <= ?4))
        """;

    private const string Keep =
        """
        INSERT INTO finished (sequence, event_id, workflow_id, is_delivered, finished_at, reason, failed_attempts, created_at, created_offset,
            trigger_code, record_id, last_outcome, payload, is_ordered)
        SELECT sequence, event_id, workflow_id, 0, ?2, ?3, failed_attempts, created_at, created_offset,
            trigger_code, record_id, last_outcome, payload, is_ordered
        FROM deliveries WHERE sequence = ?1
        """;

    private const string Remove = "DELETE FROM deliveries WHERE sequence = ?1";

    public static IReadOnlyList<GivenUpDelivery> Do(
        SqliteSession session, GiveUpRequest request, GiveUpPlan plan, RetentionOptions retention)
    {
        if (plan.BeginsAges)
        {
            session.Prepared(BeginAges).Bind(1, session.Now.UtcTicks).Execute();
        }

        foreach (Guid workflow in plan.ToForget)
        {
            session.Prepared(Forget).Bind(1, workflow).Execute();
        }

        foreach (Guid workflow in plan.ToNote)
        {
            session.Prepared(Note).Bind(1, workflow).Bind(2, session.Now.UtcTicks).Execute();
        }

        var ended = new List<GivenUpDelivery>(plan.Deliveries.Count);
        foreach ((long sequence, bool isWorkflowMissing) in plan.Deliveries)
        {
            if (End(session, request, sequence, isWorkflowMissing, keep: retention.DiscardedAge > TimeSpan.Zero) is { } one)
            {
                ended.Add(one);
            }
        }

        return ended;
    }

    private static GivenUpDelivery? End(SqliteSession session, GiveUpRequest request, long sequence, bool isWorkflowMissing, bool keep)
    {
        long now = session.Now.UtcTicks;
        long latest = now - (isWorkflowMissing ? request.MissingWorkflowAge : request.Age)!.Value.Ticks;
        SqliteStatement find = session.Prepared(Find)
            .Bind(1, sequence)
            .Bind(2, now)
            .Bind(3, latest)
            .Bind(4, isWorkflowMissing ? latest : null);
        if (!find.Read())
        {
            return null;
        }

        var ended = new GivenUpDelivery(find.GetGuid(0), find.GetGuid(1), find.GetInt(4), isWorkflowMissing);
        string recordId = find.GetString(2);
        bool isOrdered = find.GetInt(3) == 1;
        find.Reset();
        if (keep)
        {
            string reason = isWorkflowMissing
                ? request.ReasonOfMissingWorkflow(ended.WorkflowId, ended.FailedAttempts)
                : request.ReasonOfAge(ended.FailedAttempts);
            session.Prepared(Keep).Bind(1, sequence).Bind(2, now).Bind(3, reason).Execute();
        }

        session.Prepared(Remove).Bind(1, sequence).Execute();
        if (isOrdered)
        {
            RecordOrder.EndOf(session, ended.WorkflowId, recordId);
        }

        return ended;
    }
}
