namespace Totvs.Webhooks.Deliveries;

/// <summary>Keeps deliveries in this process's memory: for tests, demonstrations and hosts that can lose them at a crash.</summary>
internal sealed class InMemoryRetryStore : IRetryStore, IDeliveryHistory
{
    public const int DefaultCapacity = 100_000;

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
        return Run<IReadOnlyList<Lease>>(Add, cancellationToken);

        IReadOnlyList<Lease> Add(DateTimeOffset now)
        {
            int count = request.Waiting.Count + request.Claimed.Count;
            if (_table.UnfinishedCount + count > _capacity)
            {
                throw new RetryStoreException(
                    $"The in-memory store is full: it holds {_table.UnfinishedCount} of at most {_capacity} unfinished deliveries, and {count} more were to be added. " +
                    "Wait until receivers have taken some, give UseInMemoryStore a larger capacity, or use a durable store such as UseSqlite.",
                    isTransient: true);
            }

            foreach (Delivery delivery in request.Waiting)
            {
                _table.TryAdd(delivery, now);
            }

            if (request.Claimed.Count == 0)
            {
                return [];
            }

            var leases = new List<Lease>(request.Claimed.Count);
            foreach (Delivery delivery in request.Claimed)
            {
                if (_table.TryAdd(delivery, now) is { } entry)
                {
                    leases.Add(_table.Claim(entry, now, request.LeaseDuration));
                }
            }

            return leases;
        }
    }

    public Task<IReadOnlyList<Lease>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Run<IReadOnlyList<Lease>>(
            now =>
            {
                List<InMemoryDelivery> due = _table.Due.Find(request, now);
                return due.Count == 0 ? [] : due.ConvertAll(entry => _table.Claim(entry, now, request.LeaseDuration));
            },
            cancellationToken);
    }

    public Task<Lease?> RenewAsync(Lease lease, TimeSpan leaseDuration, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return Run<Lease?>(
            now =>
            {
                if (_table.FindClaimed(lease.Delivery.EventId, lease.Token) is not { } entry)
                {
                    return null;
                }

                _table.Renew(entry, now, leaseDuration);
                return lease with { Duration = leaseDuration };
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<Settlement>> SettleAsync(IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settlements);
        return Run<IReadOnlyList<Settlement>>(
            now =>
            {
                List<Settlement>? dropped = null;
                foreach (Settlement settlement in settlements)
                {
                    if (_table.FindClaimed(settlement.EventId, settlement.Token) is { } entry)
                    {
                        _table.Settle(entry, settlement, now);
                    }
                    else
                    {
                        (dropped ??= []).Add(settlement);
                    }
                }

                return dropped ?? (IReadOnlyList<Settlement>)[];
            },
            cancellationToken);
    }

    public Task<TimeSpan?> GetTimeUntilDueAsync(IReadOnlyCollection<Guid> excludedWorkflows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(excludedWorkflows);
        return Run(now => _table.Due.TimeUntil(excludedWorkflows, now), cancellationToken);
    }

    public Task<int> PurgeAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return Run(now => _table.Purge(limit, now), cancellationToken);
    }

    public Task<DeliveryRecord?> FindAsync(Guid eventId, CancellationToken cancellationToken = default) =>
        Run(now => _table.Find(eventId)?.ToRecord(now), cancellationToken);

    public Task<DeliveryPage> SearchAsync(DeliveryQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Run(now => InMemoryDeliverySearch.Search(_table.All, query, now), cancellationToken);
    }

    public Task<DeliveryCounts> CountAsync(CancellationToken cancellationToken = default) => Run(_table.Count, cancellationToken);

    public Task<int> RedeliverAsync(IReadOnlyCollection<Guid> eventIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(eventIds);
        return Run(now => eventIds.Distinct().Count(id => _table.Redeliver(id, now)), cancellationToken);
    }

    private Task<TResult> Run<TResult>(Func<DateTimeOffset, TResult> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<TResult>(cancellationToken);
        }

        try
        {
            lock (_lock)
            {
                return Task.FromResult(work(_clock.Now));
            }
        }
        catch (RetryStoreException exception)
        {
            return Task.FromException<TResult>(exception);
        }
    }
}
