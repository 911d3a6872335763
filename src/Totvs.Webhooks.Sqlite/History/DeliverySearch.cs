using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Sqlite.Connections;
using Totvs.Webhooks.Sqlite.Queue;

namespace Totvs.Webhooks.Sqlite.History;

/// <summary>Answers the questions of people, on a reader's connection.</summary>
internal static class DeliverySearch
{
    private const int FirstOwnColumn = DeliveryColumns.Count;

    private const string Unfinished = $"SELECT {DeliveryColumns.Names}, sequence, last_outcome, due_at, lease_ends_at, abandoned_claims FROM deliveries";

    private const string Finished = $"SELECT {DeliveryColumns.Names}, sequence, last_outcome, finished_at, is_delivered, reason FROM finished";

    public static DeliveryRecord? Find(SqliteConnection connection, Guid eventId, DateTimeOffset now)
    {
        // One transaction: between two statements the delivery could move from one table to the other.
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
        using (var unfinished = new SqliteStatement(connection, Unfinished + " WHERE event_id = ?1"))
        {
            if (unfinished.Bind(1, eventId).Read())
            {
                return ReadUnfinished(unfinished, now);
            }
        }

        using var finished = new SqliteStatement(connection, Finished + " WHERE event_id = ?1");
        return finished.Bind(1, eventId).Read() ? ReadFinished(finished) : null;
    }

    public static DeliveryPage Search(SqliteConnection connection, DeliveryQuery query, DateTimeOffset now)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
        var found = new List<(long Sequence, DeliveryRecord Record)>();
        if (query.State is null or DeliveryState.Waiting or DeliveryState.Claimed)
        {
            string state = query.State switch
            {
                DeliveryState.Waiting => " AND (lease_ends_at IS NULL OR lease_ends_at <= ?6)",

                // The few that are claimed are found by their index; in the order of adding they would be looked for among all that wait.
                DeliveryState.Claimed => " AND sequence IN (SELECT sequence FROM deliveries WHERE lease_ends_at > ?6)",
                _ => string.Empty,
            };
            found.AddRange(Read(connection, Unfinished, state, query, now, row => ReadUnfinished(row, now)));
        }

        if (query.State is null or DeliveryState.Delivered or DeliveryState.Discarded)
        {
            string state = query.State switch
            {
                DeliveryState.Delivered => " AND is_delivered = 1",
                DeliveryState.Discarded => " AND is_delivered = 0",
                _ => string.Empty,
            };
            found.AddRange(Read(connection, Finished, state, query, now, ReadFinished));
        }

        found.Sort((left, right) => right.Sequence.CompareTo(left.Sequence));
        bool hasMore = found.Count > query.PageSize;
        return new DeliveryPage(
            [.. found.Take(query.PageSize).Select(entry => entry.Record)],
            hasMore ? found[query.PageSize - 1].Sequence.ToString(CultureInfo.InvariantCulture) : null);
    }

    public static DeliveryCounts Count(SqliteConnection connection, DateTimeOffset now)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
        using var all = new SqliteStatement(connection, "SELECT count(*) FROM deliveries");
        using var claimed = new SqliteStatement(connection, "SELECT count(*) FROM deliveries WHERE lease_ends_at > ?1");
        using var finished = new SqliteStatement(connection, "SELECT count(*) FROM finished WHERE is_delivered = ?1");
        long claimedCount = claimed.Bind(1, now.UtcTicks).ReadNumber() ?? 0;
        return new DeliveryCounts(
            (all.ReadNumber() ?? 0) - claimedCount,
            claimedCount,
            finished.Bind(1, 1).ReadNumber() ?? 0,
            finished.Bind(1, 0).ReadNumber() ?? 0);
    }

    public static TimeSpan? TimeUntilDue(
        SqliteConnection connection, IReadOnlyCollection<Guid> excludedWorkflows, IReadOnlySet<Guid>? workflows, DateTimeOffset now)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
        using var next = new SqliteStatement(connection, DeliveryQueues.Next);
        long? first = null;
        foreach (DeliveryQueueFront front in DeliveryQueues.Fronts(next))
        {
            if ((first is null || front.DueAt < first)
                && workflows?.Contains(front.WorkflowId) != false
                && !excludedWorkflows.Contains(front.WorkflowId))
            {
                first = front.DueAt;
            }
        }

        return first is null ? null : TimeSpan.FromTicks(Math.Max(0, first.Value - now.UtcTicks));
    }

    private static IEnumerable<(long Sequence, DeliveryRecord Record)> Read(
        SqliteConnection connection, string select, string state, DeliveryQuery query, DateTimeOffset now, Func<SqliteStatement, DeliveryRecord> read)
    {
        using SqliteStatement statement = Prepare(connection, select, state, query, now);
        while (statement.Read())
        {
            yield return (statement.GetLong(FirstOwnColumn), read(statement));
        }
    }

    private static SqliteStatement Prepare(SqliteConnection connection, string select, string state, DeliveryQuery query, DateTimeOffset now)
    {
        var sql = new StringBuilder(select).Append(" WHERE sequence < ?1").Append(state);
        AppendIf(query.WorkflowId is not null, " AND workflow_id = ?2");
        AppendIf(query.RecordId is not null, " AND record_id = ?3");
        AppendIf(query.CreatedFrom is not null, " AND created_at >= ?4");
        AppendIf(query.CreatedBefore is not null, " AND created_at < ?5");

        sql.Append(" ORDER BY sequence DESC LIMIT ?7");

        var statement = new SqliteStatement(connection, sql.ToString());
        statement
            .Bind(1, query.Continuation is null ? long.MaxValue : long.Parse(query.Continuation, CultureInfo.InvariantCulture))
            .Bind(3, query.RecordId)
            .Bind(4, query.CreatedFrom?.UtcTicks)
            .Bind(5, query.CreatedBefore?.UtcTicks)
            .Bind(6, now.UtcTicks)
            .Bind(7, query.PageSize + 1);
        return query.WorkflowId is null ? statement : statement.Bind(2, query.WorkflowId.Value);

        void AppendIf(bool condition, string text)
        {
            if (condition)
            {
                sql.Append(text);
            }
        }
    }

    private static DeliveryRecord ReadUnfinished(SqliteStatement row, DateTimeOffset now) => new()
    {
        Delivery = DeliveryColumns.Read(row, first: 0, row.GetInt(FirstOwnColumn + 4)),
        State = row.GetNullableLong(FirstOwnColumn + 3) > now.UtcTicks ? DeliveryState.Claimed : DeliveryState.Waiting,
        LastOutcome = OutcomeJson.Read(row.GetNullableString(FirstOwnColumn + 1)),
        DueAt = row.GetLong(FirstOwnColumn + 2) is var dueAt and not RecordOrder.NeverTicks ? DeliveryColumns.ToTime(dueAt) : null,
    };

    private static DeliveryRecord ReadFinished(SqliteStatement row) => new()
    {
        Delivery = DeliveryColumns.Read(row, first: 0, abandonedClaims: 0),
        State = row.GetInt(FirstOwnColumn + 3) == 1 ? DeliveryState.Delivered : DeliveryState.Discarded,
        LastOutcome = OutcomeJson.Read(row.GetNullableString(FirstOwnColumn + 1)),
        FinishedAt = DeliveryColumns.ToTime(row.GetLong(FirstOwnColumn + 2)),
        DiscardReason = row.GetNullableString(FirstOwnColumn + 4),
    };
}
