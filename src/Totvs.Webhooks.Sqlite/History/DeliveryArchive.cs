using Microsoft.Data.Sqlite;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;
using Totvs.Webhooks.Sqlite.Queue;

namespace Totvs.Webhooks.Sqlite.History;

/// <summary>What becomes of finished deliveries: removed in small steps when their time is over, or made to wait again.</summary>
internal static class DeliveryArchive
{
    private const string CountDelivered = "SELECT count(*) FROM finished WHERE is_delivered = 1";

    private const string RemoveOld =
        """
        DELETE FROM finished WHERE sequence IN (
            SELECT sequence FROM finished WHERE is_delivered = ?1 AND finished_at <= ?2 ORDER BY finished_at, sequence LIMIT ?3)
        """;

    private const string FindSequence = "SELECT sequence FROM finished WHERE event_id = ?1";

    private const string TakeBack =
        $"""
        INSERT INTO deliveries (sequence, event_id, workflow_id, due_at, failed_attempts, created_at, created_offset,
            trigger_code, record_id, last_outcome, payload, is_ordered, redelivered_at)
        SELECT sequence, event_id, workflow_id,
            CASE WHEN is_ordered = 1 AND EXISTS (
                SELECT 1 FROM deliveries AS other WHERE other.workflow_id = finished.workflow_id AND other.record_id = finished.record_id AND other.is_ordered = 1)
            THEN {RecordOrder.Never} ELSE ?2 END,
            0, created_at, created_offset, trigger_code, record_id, last_outcome, payload, is_ordered, ?2
        FROM finished WHERE event_id = ?1
        """;

    private const string Remove = "DELETE FROM finished WHERE event_id = ?1";

    public static int Purge(SqliteSession session, int limit, RetentionOptions retention)
    {
        int removed = RemoveUpTo(session, isDelivered: true, (session.Now - retention.DeliveredAge).UtcTicks, limit);
        if (removed < limit)
        {
            long excess = session.ReadNumber(CountDelivered) - retention.DeliveredCount;
            if (excess > 0)
            {
                removed += RemoveUpTo(session, isDelivered: true, long.MaxValue, (int)Math.Min(excess, limit - removed));
            }
        }

        if (removed < limit)
        {
            removed += RemoveUpTo(session, isDelivered: false, (session.Now - retention.DiscardedAge).UtcTicks, limit - removed);
        }

        session.HasSpaceToGiveBack = true;
        return removed;
    }

    /// <summary>Those of some deliveries that are finished, in the order in which they were added.</summary>
    public static IEnumerable<Guid> InOrder(SqliteConnection connection, IEnumerable<Guid> eventIds)
    {
        using var find = new SqliteStatement(connection, FindSequence);
        var found = new SortedDictionary<long, Guid>();
        foreach (Guid eventId in eventIds)
        {
            if (find.Bind(1, eventId).ReadNumber() is { } sequence)
            {
                found[sequence] = eventId;
            }
        }

        return found.Values;
    }

    public static int Redeliver(SqliteSession session, IEnumerable<Guid> eventIds)
    {
        int redelivered = 0;
        foreach (Guid eventId in eventIds)
        {
            if (session.Prepared(TakeBack).Bind(1, eventId).Bind(2, session.Now.UtcTicks).Execute() == 1)
            {
                session.Prepared(Remove).Bind(1, eventId).Execute();
                redelivered++;
            }
        }

        return redelivered;
    }

    private static int RemoveUpTo(SqliteSession session, bool isDelivered, long finishedBefore, int limit) => session.Prepared(RemoveOld)
        .Bind(1, isDelivered ? 1 : 0)
        .Bind(2, finishedBefore)
        .Bind(3, limit)
        .Execute();
}
