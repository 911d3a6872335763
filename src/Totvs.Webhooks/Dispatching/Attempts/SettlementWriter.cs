using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Dispatching.Attempts;

/// <summary>
/// Settles results in batches: what comes while one batch is being settled makes up the next. Waits out a store that fails, since a
/// result that is forgotten is a duplicate at the receiver.
/// </summary>
/// <remarks>
/// What is held here is bounded: while the store falls behind, attempts keep their slots until their results are settled.
/// </remarks>
internal sealed class SettlementWriter
{
    private const int MaxBatch = 1_000;

    private static readonly TimeSpan LateCallTime = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<Attempt> _queue = new();
    private readonly IRetryStore _store;
    private readonly Action<Attempt, bool> _onSettled;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<WebhookDispatcher> _logger;
    private readonly CancellationToken _disposed;
    private int _pumping;
    private int _pending;

    /// <param name="store">Takes the results.</param>
    /// <param name="onSettled">Is called with each attempt, and whether the store took its result.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">The logger.</param>
    /// <param name="disposed">Ends everything: the dispatcher was disposed, and with it the store.</param>
    public SettlementWriter(
        IRetryStore store,
        Action<Attempt, bool> onSettled,
        TimeProvider timeProvider,
        ILogger<WebhookDispatcher> logger,
        CancellationToken disposed)
    {
        _store = store;
        _onSettled = onSettled;
        _timeProvider = timeProvider;
        _logger = logger;
        _disposed = disposed;
    }

    /// <summary>How many results are not settled yet.</summary>
    public int Pending => Volatile.Read(ref _pending);

    /// <summary>Settles the result of an attempt.</summary>
    public void Add(Attempt attempt)
    {
        Interlocked.Increment(ref _pending);
        _queue.Enqueue(attempt);
        if (Interlocked.Exchange(ref _pumping, 1) == 0)
        {
            _ = PumpAsync();
        }
    }

    private async Task PumpAsync()
    {
        // Leaves the caller at once, so that results which come together share a batch.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        do
        {
            while (!_queue.IsEmpty)
            {
                await SettleBatchAsync().ConfigureAwait(false);
            }

            // A full fence: were the queue read before this is seen, a result that is added meanwhile would find a pump that does not
            // find it.
            Interlocked.Exchange(ref _pumping, 0);
        }
        while (!_queue.IsEmpty && Interlocked.Exchange(ref _pumping, 1) == 0);
    }

    private async Task SettleBatchAsync()
    {
        // Made anew for each batch: a store that was given up may still be reading it.
        int count = Math.Min(_queue.Count, MaxBatch);
        var settlements = new List<Settlement>(count);
        var attempts = new List<Attempt>(count);
        while (attempts.Count < MaxBatch && _queue.TryPeek(out Attempt? next))
        {
            // One batch is of one run: a stop gives up what is its own, and nothing of a run by hand.
            if (attempts.Count > 0 && next.Run != attempts[0].Run)
            {
                break;
            }

            _ = _queue.TryDequeue(out _);
            settlements.Add(next.Settlement!);
            attempts.Add(next);
        }

        IReadOnlyList<Settlement>? dropped = await SettleUntilTakenAsync(settlements, attempts[0].Run).ConfigureAwait(false);
        HashSet<Guid>? late = dropped is { Count: > 0 } ? [.. dropped.Select(settlement => settlement.Token)] : null;
        foreach (Attempt attempt in attempts)
        {
            bool isLate = late?.Contains(attempt.Lease.Token) == true;
            if (isLate)
            {
                DispatchLog.LateResultDropped(_logger, attempt.Lease.Delivery.EventId, attempt.Settlement!.Kind);
            }

            Interlocked.Decrement(ref _pending);
            Tell(attempt, isTaken: dropped is not null && !isLate);
        }
    }

    private void Tell(Attempt attempt, bool isTaken)
    {
        try
        {
            _onSettled(attempt, isTaken);
        }
        catch (Exception exception)
        {
            // Without this catch, one that went wrong would end the settling of all others.
            DispatchLog.AttemptFaulted(_logger, exception, attempt.Lease.Delivery.EventId);
        }
    }

    private async Task<IReadOnlyList<Settlement>?> SettleUntilTakenAsync(List<Settlement> settlements, DispatchRun run)
    {
        for (int failures = 1; !_disposed.IsCancellationRequested; failures++)
        {
            try
            {
                return await SettleAsync(settlements, run).ConfigureAwait(false);
            }
            catch (Exception) when (_disposed.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception) when (!run.RetryNoMore.IsCancellationRequested)
            {
                TimeSpan pause = DispatchPacing.PauseAfter(failures);
                DispatchLog.StoreFailed(_logger, exception, failures, pause);
                await Task.Delay(pause, _timeProvider, run.RetryNoMore).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception exception)
            {
                DispatchLog.SettlementsGivenUp(_logger, exception, settlements.Count);
                return null;
            }
        }

        return null;
    }

    private async Task<IReadOnlyList<Settlement>> SettleAsync(List<Settlement> settlements, DispatchRun run)
    {
        if (!run.GiveUp.IsCancellationRequested)
        {
            // A store that does not listen to the token must not hold up the results of later runs.
            return await _store.SettleAsync(settlements, run.GiveUp).WaitAsync(run.GiveUp).ConfigureAwait(false);
        }

        // The run is over, and this came late: an attempt that was left behind has ended, or a claim. One call is made for it.
        Task<IReadOnlyList<Settlement>> late = _store.SettleAsync(settlements, _disposed);
        return await BoundedWait.ForAsync(late, LateCallTime, _timeProvider, _disposed).ConfigureAwait(false)
            ? await late.ConfigureAwait(false)
            : throw new TimeoutException($"The store has not answered within {LateCallTime}.");
    }
}
