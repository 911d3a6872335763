namespace Totvs.Webhooks.Dispatching;

/// <summary>
/// Lets one sleeper sleep until it is woken or a time is over. While neither happens, nothing ticks. Only <see cref="WakeUps"/> rings it.
/// </summary>
internal sealed class WakeUpBell
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _timeProvider;
    private TaskCompletionSource? _sleeper;
    private long? _sleepsUntil;
    private bool _rung;
    private long _rest;
    private bool _isAtRest;
    private TaskCompletionSource<long>? _resting;

    public WakeUpBell(TimeProvider timeProvider) => _timeProvider = timeProvider;

    /// <summary>Wakes the sleeper. While there is none, the next sleep ends at once.</summary>
    public void Ring()
    {
        TaskCompletionSource? sleeper;
        lock (_lock)
        {
            // Kept while none sleeps: a loop that is awake has looked at the store already, and would sleep past what this ring is for.
            sleeper = _sleeper;
            _rung = sleeper is null;
            _sleeper = null;
        }

        sleeper?.TrySetResult();
    }

    /// <summary>Wakes the sleeper only if it would sleep longer than that.</summary>
    public void RingIfSleepingLongerThan(TimeSpan wait)
    {
        bool longer;
        lock (_lock)
        {
            // A loop that is awake may be about to sleep on an older answer of the store: the ring is kept for it.
            longer = _sleeper is null
                || _sleepsUntil is not { } until
                || _timeProvider.GetElapsedTime(_timeProvider.GetTimestamp(), until) > wait;
        }

        if (longer)
        {
            Ring();
        }
    }

    /// <summary>Waits until the sleeper sleeps and has found nothing to do.</summary>
    /// <returns>The number of that rest.</returns>
    public Task<long> WhenAtRestAsync()
    {
        lock (_lock)
        {
            return _isAtRest && _sleeper is not null
                ? Task.FromResult(_rest)
                : (_resting ??= new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Whether a rest goes on, and nothing has rung the bell since it began.</summary>
    public bool IsStillAtRest(long rest)
    {
        lock (_lock)
        {
            return _isAtRest && _sleeper is not null && _rest == rest;
        }
    }

    /// <summary>Sleeps until the bell is rung or a time is over.</summary>
    /// <param name="longest">The time; <see langword="null"/> to wait for the bell alone.</param>
    /// <param name="cancellationToken">Ends the sleep.</param>
    /// <param name="isAtRest">Whether the sleeper has found nothing to do.</param>
    public async Task SleepAsync(TimeSpan? longest, CancellationToken cancellationToken, bool isAtRest = false)
    {
        TaskCompletionSource sleeper;
        TaskCompletionSource<long>? resting = null;
        long rest = 0;
        lock (_lock)
        {
            if (_rung || longest <= TimeSpan.Zero)
            {
                _rung = false;
                return;
            }

            _sleeper = sleeper = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _sleepsUntil = longest is { } wait
                ? _timeProvider.GetTimestamp() + (long)(wait.TotalSeconds * _timeProvider.TimestampFrequency)
                : null;
            _isAtRest = isAtRest;
            if (isAtRest)
            {
                rest = ++_rest;
                (resting, _resting) = (_resting, null);
            }
        }

        resting?.SetResult(rest);
        try
        {
            await (longest is { } time
                ? sleeper.Task.WaitAsync(time, _timeProvider, cancellationToken)
                : sleeper.Task.WaitAsync(cancellationToken)).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The time is over: that is one of the two ways to wake.
        }
        finally
        {
            lock (_lock)
            {
                _sleeper = null;
                _isAtRest = false;
            }
        }
    }
}
