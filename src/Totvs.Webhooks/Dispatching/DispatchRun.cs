using Totvs.Webhooks.Dispatching.Attempts;

namespace Totvs.Webhooks.Dispatching;

/// <summary>
/// What the attempts of one run share: what runs them, what breaks them off, and how long the run waits for their results.
/// </summary>
internal sealed class DispatchRun : IDisposable
{
    private readonly CancellationTokenSource _breakOff;
    private readonly CancellationTokenSource _retryNoMore;
    private readonly CancellationTokenSource _giveUp;
    private readonly CancellationTokenRegistration _onDisposed;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="runner">Runs its attempts.</param>
    /// <param name="ownBell">
    /// For a run by hand: rung at the end of each of its attempts. <see langword="null"/> for the run in the background.
    /// </param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="disposed">Ends everything: the dispatcher was disposed.</param>
    /// <param name="breakOff">Breaks the run's attempts off.</param>
    public DispatchRun(
        AttemptRunner runner,
        WakeUpBell? ownBell,
        TimeProvider timeProvider,
        CancellationToken disposed,
        CancellationToken breakOff = default)
    {
        Runner = runner;
        OwnBell = ownBell;
        _breakOff = CancellationTokenSource.CreateLinkedTokenSource(disposed, breakOff);
        _retryNoMore = new CancellationTokenSource(Timeout.InfiniteTimeSpan, timeProvider);
        _giveUp = new CancellationTokenSource(Timeout.InfiniteTimeSpan, timeProvider);
        (BreakOff, RetryNoMore, GiveUp) = (_breakOff.Token, _retryNoMore.Token, _giveUp.Token);
        _onDisposed = disposed.UnsafeRegister(static run => ((DispatchRun)run!).EndSettling(), this);
    }

    public AttemptRunner Runner { get; }

    /// <summary>Wakes a run by hand that waits for its attempts; <see langword="null"/> for the run in the background.</summary>
    public WakeUpBell? OwnBell { get; }

    public bool IsByHand => OwnBell is not null;

    /// <summary>Breaks the attempts off.</summary>
    public CancellationToken BreakOff { get; }

    /// <summary>Ends the retrying of calls to the store that fail.</summary>
    public CancellationToken RetryNoMore { get; }

    /// <summary>Ends the waiting for calls to the store.</summary>
    public CancellationToken GiveUp { get; }

    public DispatchTally Tally { get; } = new();

    /// <summary>Counts what is claimed, being claimed or reserved, and not settled yet.</summary>
    public AttemptsUnderWay UnderWay { get; } = new();

    /// <summary>Whether it takes new work.</summary>
    public bool IsOpen => !_closed.Task.IsCompleted;

    /// <summary>Whether it goes on, and has something claimed or running.</summary>
    public bool IsBusy => IsOpen && UnderWay.Count > 0;

    /// <summary>Ends when it takes no new work any more.</summary>
    public Task Closed => _closed.Task;

    public void Close() => _closed.TrySetResult();

    public Task BreakOffAsync() => _breakOff.CancelAsync();

    /// <summary>Bounds the settling of what is left.</summary>
    /// <param name="retryTime">How long calls to the store that fail are tried again.</param>
    /// <param name="callTime">How long calls to the store are waited for.</param>
    public void BoundSettling(TimeSpan retryTime, TimeSpan callTime)
    {
        if (retryTime == TimeSpan.Zero)
        {
            _retryNoMore.Cancel();
        }

        _retryNoMore.CancelAfter(retryTime);
        _giveUp.CancelAfter(callTime);
    }

    public void Dispose()
    {
        _onDisposed.Dispose();
        _breakOff.Dispose();
        _retryNoMore.Dispose();
        _giveUp.Dispose();
    }

    private void EndSettling()
    {
        _retryNoMore.Cancel();
        _giveUp.Cancel();
    }
}
