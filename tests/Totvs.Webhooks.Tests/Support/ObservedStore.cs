using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Tests.Support;

/// <summary>A store that counts its calls, can be made to fail, and tells when results have been settled.</summary>
public sealed class ObservedStore(IRetryStore inner) : IRetryStore
{
    private readonly Lock _lock = new();
    private readonly List<Settlement> _settled = [];
    private readonly List<GivenUpDelivery> _givenUp = [];
    private readonly List<(Func<bool> IsReached, TaskCompletionSource Reached)> _watchers = [];

    public bool IsShared { get; set; }

    /// <summary>Whether it claims of any workflow, as a store does that does not pass the fixtures.</summary>
    public bool IgnoresWorkflows { get; set; }

    /// <summary>Is asked before each call, by the name of its method; throws to make the call fail.</summary>
    public Action<string> Before { get; set; } = _ => { };

    /// <summary>Is called after a claim was granted, before its leases are handed out.</summary>
    public Action AfterClaim { get; set; } = () => { };

    /// <summary>Is called after deliveries were kept, before that is told.</summary>
    public Action AfterAdd { get; set; } = () => { };

    /// <summary>
    /// What a claim waits for after it was granted; its token ends the wait, as that of a store whose commit goes on without its caller.
    /// </summary>
    public Func<CancellationToken, Task> AfterClaimAsync { get; set; } = _ => Task.CompletedTask;

    /// <summary>The same for deliveries that were kept.</summary>
    public Func<CancellationToken, Task> AfterAddAsync { get; set; } = _ => Task.CompletedTask;

    /// <summary>What results wait for before they are taken.</summary>
    public Func<CancellationToken, Task> BeforeSettleAsync { get; set; } = _ => Task.CompletedTask;

    public int TotalCalls
    {
        get
        {
            lock (_lock)
            {
                return Calls.Count;
            }
        }
    }

    public List<string> Calls { get; } = [];

    /// <summary>How many deliveries have ended by an attempt.</summary>
    public int Ended
    {
        get
        {
            lock (_lock)
            {
                return _settled.Count(HasEnded);
            }
        }
    }

    public List<AddRequest> Adds { get; } = [];

    public IReadOnlyList<Settlement> Settled
    {
        get
        {
            lock (_lock)
            {
                return [.. _settled];
            }
        }
    }

    public async Task<IReadOnlyList<Lease>> AddAsync(AddRequest request, CancellationToken cancellationToken = default)
    {
        Note(nameof(AddAsync));
        Adds.Add(request);
        IReadOnlyList<Lease> leases = await inner.AddAsync(request, cancellationToken);
        AfterAdd();
        await AfterAddAsync(cancellationToken);
        return leases;
    }

    public async Task<IReadOnlyList<Lease>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default)
    {
        Note(nameof(ClaimAsync));
        IReadOnlyList<Lease> leases = await inner.ClaimAsync(IgnoresWorkflows ? OfAnyWorkflow(request) : request, cancellationToken);
        AfterClaim();
        await AfterClaimAsync(cancellationToken);
        return leases;
    }

    public Task<Lease?> RenewAsync(Lease lease, TimeSpan leaseDuration, bool begins = false, CancellationToken cancellationToken = default)
    {
        Note(nameof(RenewAsync));
        return inner.RenewAsync(lease, leaseDuration, begins, cancellationToken);
    }

    public async Task<IReadOnlyList<Settlement>> SettleAsync(
        IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken = default)
    {
        Note(nameof(SettleAsync));
        await BeforeSettleAsync(cancellationToken);
        IReadOnlyList<Settlement> dropped = await inner.SettleAsync(settlements, cancellationToken);
        lock (_lock)
        {
            _settled.AddRange(settlements.Except(dropped));
            TellWatchers();
        }

        return dropped;
    }

    public Task<TimeSpan?> GetTimeUntilDueAsync(ClaimRequest request, CancellationToken cancellationToken = default)
    {
        Note(nameof(GetTimeUntilDueAsync));
        return inner.GetTimeUntilDueAsync(request, cancellationToken);
    }

    public async Task<GiveUpResult> GiveUpAsync(GiveUpRequest request, CancellationToken cancellationToken = default)
    {
        Note(nameof(GiveUpAsync));
        GiveUpResult result = await inner.GiveUpAsync(request, cancellationToken);
        lock (_lock)
        {
            _givenUp.AddRange(result.Ended);
            TellWatchers();
        }

        return result;
    }

    public Task<int> PurgeAsync(int limit, CancellationToken cancellationToken = default)
    {
        Note(nameof(PurgeAsync));
        return inner.PurgeAsync(limit, cancellationToken);
    }

    /// <summary>Waits until so many results have been settled in all.</summary>
    public Task WhenSettledAsync(int count) => WhenAsync(() => _settled.Count >= count);

    /// <summary>Waits until so many attempts have been settled; what was only given back does not count.</summary>
    public Task WhenAttemptedAsync(int count) =>
        WhenAsync(() => _settled.Count(settlement => settlement.Kind != SettlementKind.Released) >= count);

    /// <summary>Waits until so many deliveries have been settled as delivered.</summary>
    public Task WhenDeliveredAsync(int count) =>
        WhenAsync(() => _settled.Count(settlement => settlement.Kind == SettlementKind.Delivered) >= count);

    /// <summary>Waits until so many deliveries have ended by an attempt.</summary>
    public Task WhenEndedAsync(int count) => WhenAsync(() => _settled.Count(HasEnded) >= count);

    /// <summary>Waits until so many deliveries have been given up.</summary>
    public Task WhenGivenUpAsync(int count) => WhenAsync(() => _givenUp.Count >= count);

    /// <summary>Waits until a method has been called so often in all.</summary>
    public Task WhenCalledAsync(string method, int count) => WhenAsync(() => Calls.Count(call => call == method) >= count);

    public int CallsOf(string method)
    {
        lock (_lock)
        {
            return Calls.Count(call => call == method);
        }
    }

    private static bool HasEnded(Settlement settlement) => settlement.Kind is SettlementKind.Delivered or SettlementKind.Discarded;

    private static ClaimRequest OfAnyWorkflow(ClaimRequest request) => new()
    {
        Limit = request.Limit,
        LimitPerWorkflow = request.LimitPerWorkflow,
        Shares = request.Shares,
        LeaseDuration = request.LeaseDuration,
    };

    private void Note(string method)
    {
        lock (_lock)
        {
            Calls.Add(method);
            TellWatchers();
        }

        Before(method);
    }

    private Task WhenAsync(Func<bool> isReached)
    {
        lock (_lock)
        {
            if (isReached())
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((isReached, reached));
            return reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    private void TellWatchers()
    {
        foreach ((Func<bool> isReached, TaskCompletionSource reached) in _watchers)
        {
            if (isReached())
            {
                reached.TrySetResult();
            }
        }
    }
}
