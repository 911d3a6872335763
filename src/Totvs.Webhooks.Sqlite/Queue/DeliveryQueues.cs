using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Queue;

/// <summary>
/// The workflows that have unfinished deliveries, each with its first: one step into the index for each workflow, however many deliveries
/// it has.
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

    /// <summary>Goes through them.</summary>
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
}
