using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Dispatching.Attempts;
using Totvs.Webhooks.Dispatching.Lanes;

namespace Totvs.Webhooks.Dispatching;

/// <summary>Starts and stops runs in the background. There may be several, one after the other.</summary>
internal sealed class BackgroundRuns
{
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(2);

    private readonly DispatchLoop _loop;
    private readonly AttemptRunner _runner;
    private readonly AttemptEnd _end;
    private readonly LaneTable _lanes;
    private readonly DispatchOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<WebhookDispatcher> _logger;
    private readonly CancellationToken _disposed;
    private volatile DispatchRun _current;

    public BackgroundRuns(
        DispatchLoop loop,
        AttemptRunner runner,
        AttemptEnd end,
        LaneTable lanes,
        DispatchOptions options,
        TimeProvider timeProvider,
        ILogger<WebhookDispatcher> logger,
        CancellationToken disposed)
    {
        _loop = loop;
        _runner = runner;
        _end = end;
        _lanes = lanes;
        _options = options;
        _timeProvider = timeProvider;
        _logger = logger;
        _disposed = disposed;
        _current = NewRun();
        _current.Close();
    }

    /// <summary>The run in the background; a closed one while there is none.</summary>
    public DispatchRun Current => _current;

    /// <summary>Begins a run, which goes on until it is stopped.</summary>
    /// <param name="stopping">Ends it.</param>
    /// <returns>A task that ends with its loop.</returns>
    public Task BeginAsync(CancellationToken stopping)
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        if (!_options.DeliverInBackground)
        {
            return Task.CompletedTask;
        }

        DispatchRun run = NewRun();
        _lanes.BeginPrefetching();
        _current = run;
        return Task.Run(() => _loop.RunAsync(run, stopping), CancellationToken.None);
    }

    /// <summary>
    /// The first step of a stop: nothing new comes in, and what was prefetched is released, so that nothing of it begins any more.
    /// </summary>
    public void BeginStop()
    {
        _current.Close();
        foreach (Attempt attempt in _lanes.EndPrefetching())
        {
            _end.Release(attempt);
        }
    }

    /// <summary>Logs how many attempts a stop waits for, if it waits for any.</summary>
    public void LogRunning()
    {
        if (RunningOf(_current) is > 0 and int running)
        {
            DispatchLog.Stopping(_logger, running);
        }
    }

    /// <summary>Lets the running attempts finish, breaks them off when the time to stop is over, and releases what is left.</summary>
    /// <param name="loops">The loops that were told to end.</param>
    /// <param name="stopNow">The time to stop is over.</param>
    public Task DrainAsync(Task loops, CancellationToken stopNow) => DrainAsync(loops, SettleTime, SettleTime, stopNow);

    /// <summary>Breaks the attempts off at once and releases what can be released without waiting.</summary>
    /// <param name="loops">The loops that were told to end.</param>
    public Task EndAsync(Task loops) => DrainAsync(loops, TimeSpan.Zero, EndTime, new CancellationToken(canceled: true));

    /// <summary>Cancels, and goes on if a callback that was registered for the cancellation throws.</summary>
    public async Task CancelAsync(Func<Task> cancel)
    {
        try
        {
            await cancel().ConfigureAwait(false);
        }
        catch (AggregateException exception)
        {
            DispatchLog.CancellationThrew(_logger, exception);
        }
    }

    private static async Task WhenEndedAsync(Task loops, DispatchRun run)
    {
        await loops.ConfigureAwait(false);
        await run.UnderWay.WhenEmptyAsync().ConfigureAwait(false);
    }

    private DispatchRun NewRun() => new(_runner, ownBell: null, _timeProvider, _disposed);

    private async Task DrainAsync(Task loops, TimeSpan retryTime, TimeSpan callTime, CancellationToken stopNow)
    {
        // Read before anything is awaited: a start beside the stop must not be drained with it.
        DispatchRun run = _current;
        Task ended = WhenEndedAsync(loops, run);
        await ended.WaitAsync(stopNow).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (ended.IsCompleted)
        {
            return;
        }

        if (RunningOf(run) is > 0 and int left)
        {
            DispatchLog.BreakingOff(_logger, left);
        }

        // Joined with the bounded wait: a callback that a sender registered for the cancellation may not return, and awaited alone it
        // would hold up the stop.
        ended = Task.WhenAll(ended, CancelAsync(run.BreakOffAsync));
        run.BoundSettling(retryTime, callTime);
        if (!await BoundedWait.ForAsync(ended, retryTime + callTime, _timeProvider, CancellationToken.None).ConfigureAwait(false))
        {
            // What is left may be a call of a loop, which is not counted.
            DispatchLog.AttemptsLeftBehind(_logger, Math.Max(1, run.UnderWay.Count));
        }
    }

    /// <summary>How many attempts of a run are running; those that are only released, or wait for the store, do not count.</summary>
    private int RunningOf(DispatchRun run) => Math.Min(run.UnderWay.Count, _lanes.Running);
}
