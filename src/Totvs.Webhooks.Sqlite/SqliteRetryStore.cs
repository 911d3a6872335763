using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Sqlite.History;
using Totvs.Webhooks.Sqlite.Queue;

namespace Totvs.Webhooks.Sqlite;

/// <summary>
/// Keeps deliveries in a SQLite file. Calls that come at the same time share a commit. A call returns only after the commit that holds its
/// work, and no call waits for others to join it.
/// </summary>
internal sealed class SqliteRetryStore : IRetryStore, IDeliveryHistory
{
    /// <summary>How many rows one transaction redelivers; more are done in several.</summary>
    private const int RedeliveriesPerStep = 500;

    private readonly SqliteDatabase _database;
    private readonly RetentionOptions _retention;

    public SqliteRetryStore(SqliteDatabase database, RetentionOptions retention)
    {
        _database = database;
        _retention = retention;
    }

    public bool IsShared => _database.Options.IsShared;

    public Task<IReadOnlyList<Lease>> AddAsync(AddRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Claimed.Count > 0)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(request.LeaseDuration, TimeSpan.Zero);
        }

        int weight = request.Waiting.Count + request.Claimed.Count;
        return _database.WriteAsync(session => DeliveryAdding.Add(session, request), weight, cancellationToken);
    }

    public Task<IReadOnlyList<Lease>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(request.LeaseDuration, TimeSpan.Zero);
        return _database.WriteAsync(session => DeliveryClaiming.ClaimDue(session, request), request.Limit, cancellationToken);
    }

    public Task<Lease?> RenewAsync(
        Lease lease, TimeSpan leaseDuration, bool begins = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(leaseDuration, TimeSpan.Zero);
        return _database.WriteAsync(
            session => DeliverySettling.Renew(session, lease, leaseDuration, begins), weight: 1, cancellationToken);
    }

    public Task<IReadOnlyList<Settlement>> SettleAsync(
        IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settlements);
        return _database.WriteAsync(
            session => DeliverySettling.Settle(session, settlements, _retention), settlements.Count, cancellationToken);
    }

    public Task<TimeSpan?> GetTimeUntilDueAsync(ClaimRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _database.ReadAsync(
            connection => DeliveryQueues.TimeUntilDue(connection, request, _database.Clock.Now), cancellationToken);
    }

    public async Task<GiveUpResult> GiveUpAsync(GiveUpRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Limit);

        // On a reader's connection: among a million rows the search takes a while, during which the writer must serve other callers.
        GiveUpPlan plan = await _database.ReadAsync(
            connection => new GiveUpSearch(connection, request, _database.Clock.Now.UtcTicks).Find(),
            cancellationToken).ConfigureAwait(false);
        IReadOnlyList<GivenUpDelivery> ended = plan.IsEmpty
            ? []
            : await _database.WriteAsync(
                session => GivingUp.End(session, request, plan, _retention),
                plan.Deliveries.Count + 1,
                cancellationToken).ConfigureAwait(false);

        // A delivery that changed since the search is searched for again at once.
        return new GiveUpResult
        {
            Ended = ended,
            MissingWorkflows = plan.MissingWorkflows,
            NextIn = ended.Count < plan.Deliveries.Count ? TimeSpan.Zero : plan.NextIn,
        };
    }

    public Task<int> PurgeAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.WriteAsync(session => DeliveryArchive.Purge(session, limit, _retention), limit, cancellationToken);
    }

    public Task<DeliveryRecord?> FindAsync(Guid eventId, CancellationToken cancellationToken = default) =>
        _database.ReadAsync(connection => DeliverySearch.Find(connection, eventId, _database.Clock.Now), cancellationToken);

    public async Task<DeliveryPage> SearchAsync(DeliveryQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        query.Validate();
        return await _database.ReadAsync(
            connection => DeliverySearch.Search(connection, query, _database.Clock.Now), cancellationToken).ConfigureAwait(false);
    }

    public Task<DeliveryCounts> CountAsync(CancellationToken cancellationToken = default) =>
        _database.ReadAsync(connection => DeliverySearch.Count(connection, _database.Clock.Now), cancellationToken);

    public async Task<int> RedeliverAsync(IReadOnlyCollection<Guid> eventIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(eventIds);
        IEnumerable<Guid> inOrder = await _database.ReadAsync(
            connection => DeliveryArchive.InOrder(connection, eventIds), cancellationToken).ConfigureAwait(false);
        int redelivered = 0;
        foreach (Guid[] step in inOrder.Chunk(RedeliveriesPerStep))
        {
            redelivered += await _database.WriteAsync(
                session => DeliveryArchive.Redeliver(session, step), step.Length, cancellationToken).ConfigureAwait(false);
        }

        return redelivered;
    }
}
