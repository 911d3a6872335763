using System.Globalization;
using Totvs.Webhooks.Sqlite.Connections;
using Totvs.Webhooks.Sqlite.Queue;

namespace Totvs.Webhooks.Sqlite.Recovery;

/// <summary>The rows of a file that the path no longer leads to, copied into the one it leads to now.</summary>
internal static class SqliteRescueCopy
{
    private static readonly string[] Copies =
    [
        """
        INSERT INTO current.deliveries (sequence, event_id, workflow_id, due_at, token, lease_ends_at, abandoned_claims, failed_attempts, created_at, created_offset,
            trigger_code, record_id, last_outcome, payload, is_ordered, added_at, redelivered_at, claim_state)
        SELECT sequence + (SELECT offset FROM temp.rescue), event_id, workflow_id, due_at, token, lease_ends_at, abandoned_claims, failed_attempts, created_at, created_offset,
            trigger_code, record_id, last_outcome, payload, is_ordered, added_at, redelivered_at, claim_state
        FROM main.deliveries AS old
        WHERE NOT EXISTS (SELECT 1 FROM current.finished WHERE event_id = old.event_id)
        ON CONFLICT DO NOTHING
        """,
        """
        INSERT INTO current.finished (sequence, event_id, workflow_id, is_delivered, finished_at, reason, failed_attempts, created_at, created_offset,
            trigger_code, record_id, last_outcome, payload, is_ordered)
        SELECT sequence + (SELECT offset FROM temp.rescue), event_id, workflow_id, is_delivered, finished_at, reason, failed_attempts, created_at, created_offset,
            trigger_code, record_id, last_outcome, payload, is_ordered
        FROM main.finished AS old
        WHERE NOT EXISTS (SELECT 1 FROM current.deliveries WHERE event_id = old.event_id)
        ON CONFLICT DO NOTHING
        """,
        "INSERT INTO current.workflows (id, name, definition) SELECT id, name, definition FROM main.workflows WHERE true ON CONFLICT DO NOTHING",
    ];

    private static readonly string[] Reorderings =
    [
        // Where both files had one of a record that goes, the one that comes later in the new file waits, unless an attempt of it is
        // under way.
        $"""
        UPDATE current.deliveries SET due_at = {RecordOrder.Never}
        WHERE is_ordered = 1 AND token IS NULL AND due_at <> {RecordOrder.Never} AND EXISTS (
            SELECT 1 FROM current.deliveries AS earlier
            WHERE earlier.workflow_id = deliveries.workflow_id AND earlier.record_id = deliveries.record_id AND earlier.is_ordered = 1
                AND earlier.sequence < deliveries.sequence AND earlier.due_at <> {RecordOrder.Never})
        """,
        // Where none of a record goes, since the one that went had ended in the new file, the first goes.
        $"""
        UPDATE current.deliveries SET due_at = (SELECT now FROM temp.rescue)
        WHERE is_ordered = 1 AND due_at = {RecordOrder.Never}
            AND sequence = (
                SELECT min(first.sequence) FROM current.deliveries AS first
                WHERE first.workflow_id = deliveries.workflow_id AND first.record_id = deliveries.record_id AND first.is_ordered = 1)
            AND NOT EXISTS (
                SELECT 1 FROM current.deliveries AS other
                WHERE other.workflow_id = deliveries.workflow_id AND other.record_id = deliveries.record_id AND other.is_ordered = 1
                    AND other.due_at <> {RecordOrder.Never})
        """,
    ];

    /// <summary>Copies the rows: all or none.</summary>
    /// <param name="old">The connection to the file they are in.</param>
    /// <param name="path">The file they go to.</param>
    /// <returns>How many were copied.</returns>
    public static long Run(SqliteSession old, string path)
    {
        using (var attach = new SqliteStatement(old.Connection, "ATTACH DATABASE ?1 AS current"))
        {
            attach.Bind(1, path).Execute();
        }

        try
        {
            old.Execute("BEGIN IMMEDIATE");
            old.Execute(string.Create(
                CultureInfo.InvariantCulture,
                $"CREATE TEMP TABLE rescue AS SELECT max(coalesce((SELECT max(sequence) FROM current.deliveries), 0), coalesce((SELECT max(sequence) FROM current.finished), 0)) AS offset, {old.Now.UtcTicks} AS now"));
            long count = 0;
            foreach (string copy in Copies)
            {
                using var statement = new SqliteStatement(old.Connection, copy);
                count += statement.Execute();
            }

            foreach (string reordering in Reorderings)
            {
                old.Execute(reordering);
            }

            old.Execute("UPDATE current.file SET workflow_version = max(workflow_version, (SELECT workflow_version FROM main.file)) + 1");

            // The due times above are by this reading; a file that has none would begin with the wall clock.
            old.Execute(
                """
                UPDATE current.file SET (clock_reading, clock_wall, clock_timestamp) = (SELECT clock_reading, clock_wall, clock_timestamp FROM main.file)
                WHERE clock_reading IS NULL
                """);
            old.Execute("DROP TABLE temp.rescue");
            old.Execute("COMMIT");

            // So that another process that has the old file open does not put the same rows back again.
            old.Execute("DELETE FROM main.deliveries");
            old.Execute("DELETE FROM main.finished");
            return count;
        }
        finally
        {
            old.Rollback();
            old.Execute("DETACH DATABASE current");
        }
    }
}
