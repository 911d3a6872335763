using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Queue;

/// <summary>
/// Claims what is due: a merge of the workflows' queues by due time, each up to its limit. A workflow that is left alone costs one step
/// into the index, a million deliveries of it or not.
/// </summary>
internal static class DeliveryClaiming
{
    private const int FirstOwnColumn = DeliveryColumns.Count;

    private const string FirstOfWorkflow =
        $"""
        SELECT {DeliveryColumns.Names}, sequence, due_at, abandoned_claims,
            token IS NOT NULL OR claim_state > 0 OR abandoned_claims > 0, coalesce(redelivered_at, added_at)
        FROM deliveries
        WHERE workflow_id = ?1 AND due_at <= ?2
        ORDER BY due_at, sequence
        LIMIT ?3
        """;

    private const string Claim = "UPDATE deliveries SET token = ?2, lease_ends_at = ?3, due_at = ?3, claim_state = ?4 WHERE sequence = ?1";

    public static IReadOnlyList<Lease> ClaimDue(SqliteSession session, ClaimRequest request)
    {
        var queues = new PriorityQueue<ClaimingQueue, (long DueAt, long Sequence)>();
        var budget = new ClaimBudget(request);
        long now = session.Now.UtcTicks;
        foreach (DeliveryQueueFront front in DeliveryQueues.Fronts(session.Prepared(DeliveryQueues.Next)))
        {
            int limit = budget.LimitOf(front.WorkflowId);
            if (front.DueAt <= now && limit > 0 && request.Workflows?.Contains(front.WorkflowId) != false)
            {
                queues.Enqueue(new ClaimingQueue(front.WorkflowId, limit), (front.DueAt, front.Sequence));
            }
        }

        if (queues.Count == 0)
        {
            return [];
        }

        var leases = new List<Lease>();
        while (leases.Count < request.Limit && queues.TryDequeue(out ClaimingQueue? queue, out _))
        {
            if (!budget.TryTake(queue.WorkflowId))
            {
                continue;
            }

            if (queue.Deliveries.Count == 0)
            {
                // What was claimed already is due later now, so the front of the index is where to go on.
                int share = Math.Max(8, (request.Limit - leases.Count) / (queues.Count + 1));
                Fill(session.Prepared(FirstOfWorkflow), queue, now, Math.Min(share, queue.Left));
            }

            leases.Add(ClaimOne(session, queue.Deliveries.Dequeue(), request.LeaseDuration));
            queue.Left--;
            if (queue.Left > 0 && (queue.Deliveries.Count > 0 || Fill(session.Prepared(FirstOfWorkflow), queue, now, Math.Min(8, queue.Left))))
            {
                DueDelivery next = queue.Deliveries.Peek();
                queues.Enqueue(queue, (next.DueAt, next.Sequence));
            }
        }

        return leases;
    }

    private static bool Fill(SqliteStatement statement, ClaimingQueue queue, long now, int count)
    {
        statement.Bind(1, queue.WorkflowId).Bind(2, now).Bind(3, count);
        while (statement.Read())
        {
            Delivery delivery = DeliveryColumns.Read(statement, first: 0, abandonedClaims: statement.GetInt(FirstOwnColumn + 2));
            queue.Deliveries.Enqueue(new DueDelivery(
                delivery,
                statement.GetLong(FirstOwnColumn),
                statement.GetLong(FirstOwnColumn + 1),
                IsSuspect: statement.GetInt(FirstOwnColumn + 3) == 1,
                AgesFrom: statement.GetLong(FirstOwnColumn + 4)));
        }

        return queue.Deliveries.Count > 0;
    }

    private static Lease ClaimOne(SqliteSession session, DueDelivery due, TimeSpan leaseDuration)
    {
        long now = session.Now.UtcTicks;
        var lease = new Lease(due.Delivery, session.Tokens.Next(), leaseDuration)
        {
            // The age of those that an earlier version added is not known.
            Age = TimeSpan.FromTicks(due.AgesFrom == 0 ? 0 : Math.Max(0, now - due.AgesFrom)),
            IsSuspect = due.IsSuspect,
        };
        session.Prepared(Claim)
            .Bind(1, due.Sequence)
            .Bind(2, lease.Token)
            .Bind(3, now + leaseDuration.Ticks)
            .Bind(4, due.IsSuspect ? 1 : 0)
            .Execute();
        return lease;
    }

    private readonly record struct DueDelivery(Delivery Delivery, long Sequence, long DueAt, bool IsSuspect, long AgesFrom);

    private sealed class ClaimingQueue(Guid workflowId, int left)
    {
        public Guid WorkflowId { get; } = workflowId;

        public int Left { get; set; } = left;

        public Queue<DueDelivery> Deliveries { get; } = new();
    }
}
