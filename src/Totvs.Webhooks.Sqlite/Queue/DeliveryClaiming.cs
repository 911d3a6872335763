using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Queue;

/// <summary>
/// Claims what is due: a merge of the workflows' queues by due time, each up to its limit. A workflow that is not claimed from
/// costs one step into the index, however many deliveries it has.
/// </summary>
internal static class DeliveryClaiming
{
    /// <summary>How many deliveries of a workflow are read at once at least.</summary>
    private const int MinFill = 8;

    // The columns after those of the delivery.
    private const int Sequence = DeliveryColumns.Count;
    private const int DueAt = DeliveryColumns.Count + 1;
    private const int AbandonedClaims = DeliveryColumns.Count + 2;
    private const int IsSuspect = DeliveryColumns.Count + 3;
    private const int AgesFrom = DeliveryColumns.Count + 4;

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
            if (front.DueAt <= now && budget.LeftOf(front.WorkflowId) > 0)
            {
                queues.Enqueue(new ClaimingQueue(front.WorkflowId), (front.DueAt, front.Sequence));
            }
        }

        if (queues.Count == 0)
        {
            return [];
        }

        var leases = new List<Lease>();
        // Without the first condition a claim that is full would still go through every other workflow with due deliveries.
        while (budget.Left > 0 && queues.TryDequeue(out ClaimingQueue? queue, out _))
        {
            int left = budget.LeftOf(queue.WorkflowId);
            if (!budget.TryTake(queue.WorkflowId))
            {
                continue;
            }

            if (queue.Deliveries.Count == 0)
            {
                // What was claimed already is due later now, so the next deliveries are at the front of the index.
                int part = Math.Max(MinFill, (request.Limit - leases.Count) / (queues.Count + 1));
                Fill(session.Prepared(FirstOfWorkflow), queue, now, Math.Min(part, left));
            }

            leases.Add(ClaimOne(session, queue.Deliveries.Dequeue(), request.LeaseDuration));
            left--;
            if (left > 0
                && (queue.Deliveries.Count > 0 || Fill(session.Prepared(FirstOfWorkflow), queue, now, Math.Min(MinFill, left))))
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
            Delivery delivery = DeliveryColumns.Read(statement, first: 0, abandonedClaims: statement.GetInt(AbandonedClaims));
            queue.Deliveries.Enqueue(new DueDelivery(
                delivery,
                statement.GetLong(Sequence),
                statement.GetLong(DueAt),
                IsSuspect: statement.GetInt(IsSuspect) == 1,
                AgesFrom: statement.GetLong(AgesFrom)));
        }

        return queue.Deliveries.Count > 0;
    }

    private static Lease ClaimOne(SqliteSession session, DueDelivery due, TimeSpan leaseDuration)
    {
        long now = session.Now.UtcTicks;
        var lease = new Lease(due.Delivery, session.Tokens.Next(), leaseDuration)
        {
            // The age of a delivery that an earlier version added is not known.
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

    private sealed class ClaimingQueue(Guid workflowId)
    {
        public Guid WorkflowId { get; } = workflowId;

        public Queue<DueDelivery> Deliveries { get; } = new();
    }
}
