using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Sqlite.Deliveries;

/// <summary>
/// Claims what is due: a merge of the workflows' queues by due time, each up to its limit. A workflow that is left alone costs one step into the
/// index, a million deliveries of it or not.
/// </summary>
internal static class DeliveryClaiming
{
    private const string FirstOfWorkflow =
        """
        SELECT due_at, sequence FROM deliveries
        WHERE workflow_id = ?1 AND due_at <= ?2
        ORDER BY due_at, sequence
        LIMIT ?3
        """;

    private const string Find = "SELECT token IS NOT NULL, abandoned_claims FROM deliveries WHERE sequence = ?1";

    private const string Claim =
        $"UPDATE deliveries SET token = ?2, lease_ends_at = ?3, due_at = ?4, abandoned_claims = ?5 WHERE sequence = ?1 RETURNING {DeliveryColumns.Names}";

    public static IReadOnlyList<Lease> ClaimDue(SqliteSession session, ClaimRequest request)
    {
        var queues = new PriorityQueue<ClaimingQueue, (long DueAt, long Sequence)>();
        long now = session.Now.UtcTicks;
        foreach (DeliveryQueueFront front in DeliveryQueues.Fronts(session.Prepared(DeliveryQueues.Next)))
        {
            int limit = request.WorkflowLimits.TryGetValue(front.WorkflowId, out int stated) ? stated : request.LimitPerWorkflow;
            if (front.DueAt <= now && limit > 0)
            {
                queues.Enqueue(new ClaimingQueue(front.WorkflowId, limit), (front.DueAt, front.Sequence));
            }
        }

        if (queues.Count == 0)
        {
            return [];
        }

        var leases = new List<Lease>();
        while (leases.Count < request.Limit && queues.TryDequeue(out ClaimingQueue? queue, out (long DueAt, long Sequence) first))
        {
            if (queue.Deliveries.Count == 0)
            {
                // What was claimed already is due later now, so the front of the index is where to go on.
                int share = Math.Max(8, (request.Limit - leases.Count) / (queues.Count + 1));
                Fill(session.Prepared(FirstOfWorkflow), queue, now, Math.Min(share, queue.Left));
            }

            first = queue.Deliveries.Dequeue();
            leases.Add(ClaimOne(session, first.Sequence, request.LeaseDuration));
            queue.Left--;
            if (queue.Left > 0 && (queue.Deliveries.Count > 0 || Fill(session.Prepared(FirstOfWorkflow), queue, now, Math.Min(8, queue.Left))))
            {
                queues.Enqueue(queue, queue.Deliveries.Peek());
            }
        }

        return leases;
    }

    private static bool Fill(SqliteStatement statement, ClaimingQueue queue, long now, int count)
    {
        statement.Bind(1, queue.WorkflowId).Bind(2, now).Bind(3, count);
        while (statement.Read())
        {
            queue.Deliveries.Enqueue((statement.GetLong(0), statement.GetLong(1)));
        }

        return queue.Deliveries.Count > 0;
    }

    private static Lease ClaimOne(SqliteSession session, long sequence, TimeSpan leaseDuration)
    {
        SqliteStatement find = session.Prepared(Find).Bind(1, sequence);
        find.Read();

        // The count of claims that ended without a result starts at the first claim that nobody settled.
        int abandoned = find.GetInt(0) == 0 ? 0 : find.GetInt(1) + 1;
        find.Reset();

        var token = Guid.NewGuid();
        DateTimeOffset leaseEndsAt = session.Now + leaseDuration;
        SqliteStatement claim = session.Prepared(Claim)
            .Bind(1, sequence)
            .Bind(2, token)
            .Bind(3, leaseEndsAt.UtcTicks)
            .Bind(4, (leaseEndsAt + AbandonedClaims.HoldBack(abandoned)).UtcTicks)
            .Bind(5, abandoned);
        claim.Read();
        Delivery delivery = DeliveryColumns.Read(claim, first: 0, abandoned);
        claim.Reset();
        return new Lease(delivery, token, leaseDuration);
    }

    private sealed class ClaimingQueue(Guid workflowId, int left)
    {
        public Guid WorkflowId { get; } = workflowId;

        public int Left { get; set; } = left;

        public Queue<(long DueAt, long Sequence)> Deliveries { get; } = new();
    }
}
