using Microsoft.Data.Sqlite;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Queue;

/// <summary>
/// The workflows that have unfinished deliveries, each with its first. Reading them costs one step into the index for each workflow,
/// however many deliveries it has.
/// </summary>
internal static class DeliveryQueues
{
    public const string Next =
        """
        SELECT workflow_id, due_at, sequence FROM deliveries
        WHERE workflow_id > ?1
        ORDER BY workflow_id, due_at, sequence
        LIMIT 1
        """;

    /// <summary>Reads the first delivery of each workflow.</summary>
    /// <param name="next">The statement <see cref="Next"/>.</param>
    public static IEnumerable<DeliveryQueueFront> Fronts(SqliteStatement next)
    {
        next.Bind(1, ReadOnlySpan<byte>.Empty);
        while (next.Read())
        {
            var front = new DeliveryQueueFront(next.GetGuid(0), next.GetLong(1), next.GetLong(2));
            next.Reset();
            yield return front;
            next.Bind(1, front.WorkflowId);
        }
    }

    /// <summary>How long until the first delivery is due that a claim may take.</summary>
    public static TimeSpan? TimeUntilDue(SqliteConnection connection, ClaimRequest request, DateTimeOffset now)
    {
        var budget = new ClaimBudget(request);
        using var snapshot = new SqliteSnapshot(connection);
        using var next = new SqliteStatement(connection, Next);
        long? first = null;
        foreach (DeliveryQueueFront front in Fronts(next))
        {
            if ((first is null || front.DueAt < first) && budget.LeftOf(front.WorkflowId) > 0)
            {
                first = front.DueAt;
            }
        }

        return first is null ? null : TimeSpan.FromTicks(Math.Max(0, first.Value - now.UtcTicks));
    }
}
