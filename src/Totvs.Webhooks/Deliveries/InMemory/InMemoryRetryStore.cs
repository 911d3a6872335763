using Totvs.Webhooks.History;

namespace Totvs.Webhooks.Deliveries.InMemory;

/// <summary>Keeps deliveries in this process's memory: for tests, demonstrations and hosts that can lose them at a crash.</summary>
internal sealed class InMemoryRetryStore : IRetryStore, IDeliveryHistory
{
    public const int DefaultCapacity = 100_000;

    private static readonly Task<IReadOnlyList<Lease>> NoLeases = Task.FromResult<IReadOnlyList<Lease>>([]);
    private static readonly Task<IReadOnlyList<Settlement>> NoSettlements = Task.FromResult<IReadOnlyList<Settlement>>([]);

    private readonly Lock _lock = new();
    private readonly InMemoryDeliveryTable _table;
    private readonly StoreClock _clock;
    private readonly int _capacity;

    public InMemoryRetryStore(int capacity, RetentionOptions retention, TimeProvider timeProvider)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
        _clock = new StoreClock(timeProvider);
        _table = new InMemoryDeliveryTable(retention, capacity);
    }

    public bool IsShared => false;

    public Task<IReadOnlyList<Lease>> AddAsync(AddRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Run(request, Add, NoLeases, cancellationToken);
    }

    public Task<IReadOnlyList<Lease>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Run(request, static (store, request, now) => store._table.ClaimDue(request, now), NoLeases, cancellationToken);
    }

    public Task<Lease?> RenewAsync(Lease lease, TimeSpan leaseDuration, bool begins = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return Run(
            (lease, leaseDuration, begins),
            static (store, renewal, now) => store.Renew(renewal.lease, renewal.leaseDuration, renewal.begins, now),
            cancellationToken);
    }

    public Task<IReadOnlyList<Settlement>> SettleAsync(IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settlements);
        return Run<IReadOnlyList<Settlement>, IReadOnlyList<Settlement>>(
            settlements, static (store, settlements, now) => store.Settle(settlements, now), NoSettlements, cancellationToken);
    }

    public Task<TimeSpan?> GetTimeUntilDueAsync(ClaimRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Run(request, static (store, request, now) => store._table.TimeUntilDue(request, now), cancellationToken);
    }

    public Task<GiveUpResult> GiveUpAsync(GiveUpRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Limit);
        return Run(request, static (store, request, now) => store._table.GiveUp(request, now), cancellationToken);
    }

    public Task<int> PurgeAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return Run(limit, static (store, limit, now) => store._table.Purge(limit, now), cancellationToken);
    }

    public Task<DeliveryRecord?> FindAsync(Guid eventId, CancellationToken cancellationToken = default) =>
        Run(eventId, static (store, id, now) => store._table.Find(id)?.ToRecord(now), cancellationToken);

    public Task<DeliveryPage> SearchAsync(DeliveryQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Run(query, static (store, query, now) => InMemoryDeliverySearch.Search(store._table.All, query, now), cancellationToken);
    }

    public Task<DeliveryCounts> CountAsync(CancellationToken cancellationToken = default) =>
        Run(0, static (store, _, now) => store._table.Count(now), cancellationToken);

    public Task<int> RedeliverAsync(IReadOnlyCollection<Guid> eventIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(eventIds);
        return Run(eventIds, static (store, ids, now) => store._table.Redeliver(ids, now), cancellationToken);
    }

    private static IReadOnlyList<Lease>? Add(InMemoryRetryStore store, AddRequest request, DateTimeOffset now)
    {
        InMemoryDeliveryTable table = store._table;
        int count = request.Waiting.Count + request.Claimed.Count;
        if (table.UnfinishedCount + count > store._capacity)
        {
            throw new RetryStoreException(
                $"The in-memory store is full: it holds {table.UnfinishedCount} of at most {store._capacity} unfinished deliveries, and {count} more were to be added. " +
                "Wait until receivers have taken some, give UseInMemoryStore a larger capacity, or use a durable store such as UseSqlite.",
                isTransient: true);
        }

        for (int index = 0; index < request.Waiting.Count; index++)
        {
            table.AddWaiting(request.Waiting[index], now);
        }

        if (request.Claimed.Count == 0)
        {
            return null;
        }

        var leases = new List<Lease>(request.Claimed.Count);
        for (int index = 0; index < request.Claimed.Count; index++)
        {
            if (table.AddClaimed(request.Claimed[index], now, request.LeaseDuration) is { } lease)
            {
                leases.Add(lease);
            }
        }

        return leases;
    }

    private Lease? Renew(Lease lease, TimeSpan leaseDuration, bool begins, DateTimeOffset now)
    {
        if (_table.FindClaimed(lease.Delivery.EventId, lease.Token) is not { } entry)
        {
            return null;
        }

        _table.Renew(entry, now, leaseDuration, begins);
        return lease with { Duration = leaseDuration };
    }

    private List<Settlement>? Settle(IReadOnlyList<Settlement> settlements, DateTimeOffset now)
    {
        List<Settlement>? dropped = null;
        for (int index = 0; index < settlements.Count; index++)
        {
            Settlement settlement = settlements[index];
            if (_table.FindClaimed(settlement.EventId, settlement.Token) is { } entry)
            {
                _table.Settle(entry, settlement, now);
            }
            else
            {
                (dropped ??= []).Add(settlement);
            }
        }

        return dropped;
    }

    private Task<TResult> Run<TArgument, TResult>(
        TArgument argument, Func<InMemoryRetryStore, TArgument, DateTimeOffset, TResult> work, CancellationToken cancellationToken) =>
        Run(argument, work, nothing: null, cancellationToken);

    /// <summary>Does work under the lock. What it needs is handed over, so that no closure is made on the hot path.</summary>
    /// <param name="argument">What the work is about.</param>
    /// <param name="work">The work.</param>
    /// <param name="nothing">The answer, made once, where the work has none to tell.</param>
    /// <param name="cancellationToken">Cancels the call before it begins.</param>
    private Task<TResult> Run<TArgument, TResult>(
        TArgument argument, Func<InMemoryRetryStore, TArgument, DateTimeOffset, TResult?> work, Task<TResult>? nothing, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<TResult>(cancellationToken);
        }

        try
        {
            TResult? result;
            lock (_lock)
            {
                result = work(this, argument, _clock.Now);
            }

            return result is null && nothing is not null ? nothing : Task.FromResult(result!);
        }
        catch (RetryStoreException exception)
        {
            return Task.FromException<TResult>(exception);
        }
    }
}
