using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Sqlite.History;
using Totvs.Webhooks.Sqlite.Queue;

namespace Totvs.Webhooks.Sqlite;

/// <summary>
/// Keeps deliveries in a SQLite file. Callers that come at the same time share a commit; a call returns only after the commit that holds
/// its work, and no call waits for others to join it.
/// </summary>
internal sealed class SqliteRetryStore(SqliteDatabase database, RetentionOptions retention) : IRetryStore, IDeliveryHistory
{
    /// <summary>How many rows one transaction redelivers; more are done in several.</summary>
    private const int RedeliveryStep = 500;

    public bool IsShared => database.Options.IsShared;

    public Task<IReadOnlyList<Lease>> AddAsync(AddRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Claimed.Count > 0)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(request.LeaseDuration, TimeSpan.Zero);
        }

        return database.WriteAsync(
            session => DeliveryAdding.Add(session, request), request.Waiting.Count + request.Claimed.Count, cancellationToken);
    }

    public Task<IReadOnlyList<Lease>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(request.LeaseDuration, TimeSpan.Zero);
        return database.WriteAsync(session => DeliveryClaiming.ClaimDue(session, request), request.Limit, cancellationToken);
    }

    public Task<Lease?> RenewAsync(Lease lease, TimeSpan leaseDuration, bool begins = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(leaseDuration, TimeSpan.Zero);
        return database.WriteAsync(session => DeliverySettling.Renew(session, lease, leaseDuration, begins), weight: 1, cancellationToken);
    }

    public Task<IReadOnlyList<Settlement>> SettleAsync(IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settlements);
        return database.WriteAsync(session => DeliverySettling.Settle(session, settlements, retention), settlements.Count, cancellationToken);
    }

    public Task<TimeSpan?> GetTimeUntilDueAsync(
        IReadOnlyCollection<Guid> excludedWorkflows, IReadOnlySet<Guid>? workflows = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(excludedWorkflows);
        return database.ReadAsync(
            connection => DeliverySearch.TimeUntilDue(connection, excludedWorkflows, workflows, database.Clock.Now), cancellationToken);
    }

    public async Task<GiveUpResult> GiveUpAsync(GiveUpRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Limit);

        // Looked for on a reader's connection: among a million rows that takes a while, and the writer has others to serve.
        GiveUpPlan plan = await database.ReadAsync(
            connection => new GiveUpSearch(connection, request, database.Clock.Now.UtcTicks).Find(),
            cancellationToken).ConfigureAwait(false);
        IReadOnlyList<GivenUpDelivery> ended = plan.IsEmpty
            ? []
            : await database.WriteAsync(
                session => GivingUp.Do(session, request, plan, retention), plan.Deliveries.Count + 1, cancellationToken).ConfigureAwait(false);

        // What changed since the look is looked at once more.
        return new GiveUpResult(ended, plan.MissingWorkflows, ended.Count < plan.Deliveries.Count ? TimeSpan.Zero : plan.NextIn);
    }

    public Task<int> PurgeAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return database.WriteAsync(session => DeliveryArchive.Purge(session, limit, retention), limit, cancellationToken);
    }

    public Task<DeliveryRecord?> FindAsync(Guid eventId, CancellationToken cancellationToken = default) =>
        database.ReadAsync(connection => DeliverySearch.Find(connection, eventId, database.Clock.Now), cancellationToken);

    public async Task<DeliveryPage> SearchAsync(DeliveryQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Validate();
        return await database.ReadAsync(connection => DeliverySearch.Search(connection, query, database.Clock.Now), cancellationToken).ConfigureAwait(false);
    }

    public Task<DeliveryCounts> CountAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync(connection => DeliverySearch.Count(connection, database.Clock.Now), cancellationToken);

    public async Task<int> RedeliverAsync(IReadOnlyCollection<Guid> eventIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(eventIds);
        IEnumerable<Guid> inOrder = await database.ReadAsync(connection => DeliveryArchive.InOrder(connection, eventIds), cancellationToken).ConfigureAwait(false);
        int redelivered = 0;
        foreach (Guid[] step in inOrder.Chunk(RedeliveryStep))
        {
            redelivered += await database.WriteAsync(session => DeliveryArchive.Redeliver(session, step), step.Length, cancellationToken).ConfigureAwait(false);
        }

        return redelivered;
    }
}
