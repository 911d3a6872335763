using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Sqlite.Deliveries;

/// <summary>Adds deliveries, waiting or already claimed.</summary>
internal static class DeliveryAdding
{
    private const string Insert =
        $"""
        INSERT INTO deliveries (sequence, due_at, token, lease_ends_at, {DeliveryColumns.Names})
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12
        WHERE NOT EXISTS (SELECT 1 FROM finished WHERE event_id = ?5)
        ON CONFLICT (event_id) DO NOTHING
        """;

    public static IReadOnlyList<Lease> Add(SqliteSession session, AddRequest request)
    {
        long now = session.Now.UtcTicks;
        SqliteStatement insert = session.Prepared(Insert);
        foreach (Delivery delivery in request.Waiting)
        {
            insert.Bind(1, session.NextSequence()).Bind(2, now).BindNull(3).BindNull(4);
            DeliveryColumns.Bind(insert, first: 5, delivery);
            insert.Execute();
        }

        if (request.Claimed.Count == 0)
        {
            return [];
        }

        var leases = new List<Lease>(request.Claimed.Count);
        long leaseEndsAt = (session.Now + request.LeaseDuration).UtcTicks;
        foreach (Delivery delivery in request.Claimed)
        {
            var lease = new Lease(delivery with { AbandonedClaimCount = 0 }, Guid.NewGuid(), request.LeaseDuration);
            insert.Bind(1, session.NextSequence()).Bind(2, leaseEndsAt).Bind(3, lease.Token).Bind(4, leaseEndsAt);
            DeliveryColumns.Bind(insert, first: 5, delivery);
            if (insert.Execute() == 1)
            {
                leases.Add(lease);
            }
        }

        return leases;
    }
}
