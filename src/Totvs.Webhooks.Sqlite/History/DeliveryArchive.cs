using Microsoft.Data.Sqlite;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;
using Totvs.Webhooks.Sqlite.Queue;

namespace Totvs.Webhooks.Sqlite.History;

/// <summary>Removes finished deliveries in small steps when their retention ends, or makes them pending again.</summary>
internal static class DeliveryArchive
{
    public const string CountFinished = "SELECT count(*) FROM finished WHERE is_delivered = ?1";

    private const string RemoveOld =
        """
        DELETE FROM finished WHERE sequence IN (
            SELECT sequence FROM finished WHERE is_delivered = ?1 AND finished_at <= ?2 ORDER BY finished_at, sequence LIMIT ?3)
        """;

    private const string FindSequence = "SELECT sequence FROM finished WHERE event_id = ?1";

    // An ordered delivery whose record has another unfinished one waits for it.
    private const string TakeBack =
        $"""
        INSERT INTO deliveries (sequence, {DeliveryColumns.Names}, last_outcome, redelivered_at, due_at)
        SELECT sequence, {DeliveryColumns.Frozen}, 0, last_outcome, ?2,
            CASE WHEN is_ordered = 1 AND EXISTS (
                SELECT 1 FROM deliveries AS other
                WHERE other.workflow_id = finished.workflow_id AND other.record_id = finished.record_id AND other.is_ordered = 1)
            THEN {RecordOrder.Never} ELSE ?2 END
        FROM finished WHERE event_id = ?1
        """;

    private const string Remove = "DELETE FROM finished WHERE event_id = ?1";

    public static int Purge(SqliteSession session, int limit, RetentionOptions retention)
    {
        int removed = RemoveUpTo(session, isDelivered: true, (session.Now - retention.DeliveredAge).UtcTicks, limit);
        if (removed < limit)
        {
            long excess = (session.Prepared(CountFinished).Bind(1, 1).ReadNumber() ?? 0) - retention.DeliveredCount;
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

    /// <summary>The deliveries among some that are finished, in the order in which they were added.</summary>
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

    private static int RemoveUpTo(SqliteSession session, bool isDelivered, long finishedBefore, int limit) =>
        session.Prepared(RemoveOld).Bind(1, isDelivered ? 1 : 0).Bind(2, finishedBefore).Bind(3, limit).Execute();
}
