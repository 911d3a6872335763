using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Queue;

/// <summary>Adds deliveries, waiting or already claimed.</summary>
internal static class DeliveryAdding
{
    private const string InsertDelivery =
        $"""
        INSERT INTO deliveries (sequence, due_at, token, lease_ends_at, {DeliveryColumns.Names}, added_at)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14
        WHERE NOT EXISTS (SELECT 1 FROM finished WHERE event_id = ?5)
        ON CONFLICT (event_id) DO NOTHING
        """;

    public static IReadOnlyList<Lease> Add(SqliteSession session, AddRequest request)
    {
        foreach (Delivery delivery in request.Waiting)
        {
            Insert(session, delivery, lease: null);
        }

        if (request.Claimed.Count == 0)
        {
            return [];
        }

        var leases = new List<Lease>(request.Claimed.Count);
        foreach (Delivery delivery in request.Claimed)
        {
            Delivery added = delivery.AbandonedClaimCount == 0 ? delivery : delivery with { AbandonedClaimCount = 0 };
            if (Insert(session, added, new Lease(added, session.Tokens.Next(), request.LeaseDuration)) is { } lease)
            {
                leases.Add(lease);
            }
        }

        return leases;
    }

    /// <summary>Inserts a delivery.</summary>
    /// <returns>The lease, if there was one, the delivery was not known before and is not held back.</returns>
    private static Lease? Insert(SqliteSession session, Delivery delivery, Lease? lease)
    {
        // Asked before the statement is bound, which shares the session.
        bool isHeldBack = RecordOrder.HoldsBack(session, delivery);
        Lease? claimed = isHeldBack ? null : lease;
        long? leaseEndsAt = claimed is null ? null : (session.Now + claimed.Duration).UtcTicks;
        long dueAt = isHeldBack ? RecordOrder.NeverTicks : leaseEndsAt ?? session.Now.UtcTicks;

        SqliteStatement insert = session.Prepared(InsertDelivery).Bind(1, session.NextSequence()).Bind(2, dueAt);
        _ = claimed is null ? insert.BindNull(3) : insert.Bind(3, claimed.Token);
        insert.Bind(4, leaseEndsAt);
        DeliveryColumns.Bind(insert, first: 5, delivery);
        insert.Bind(14, session.Now.UtcTicks);
        return insert.Execute() == 1 ? claimed : null;
    }
}
