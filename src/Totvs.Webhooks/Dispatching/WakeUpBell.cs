namespace Totvs.Webhooks.Dispatching;

/// <summary>Wakes the dispatcher: for new work at once, otherwise when the next delivery is due. While neither is there, nothing ticks.</summary>
internal sealed class WakeUpBell(TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _sleeper;
    private long? _sleepsUntil;
    private bool _rung;

    /// <summary>Wakes the sleeper, or the next one when nobody sleeps.</summary>
    public void Ring()
    {
        TaskCompletionSource? sleeper;
        lock (_lock)
        {
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
            // Awake, it may be about to sleep on an older answer of the store: the bell is kept for it.
            longer = _sleeper is null || _sleepsUntil is null || timeProvider.GetElapsedTime(timeProvider.GetTimestamp(), _sleepsUntil.Value) > wait;
        }

        if (longer)
        {
            Ring();
        }
    }

    /// <summary>Sleeps until the bell is rung or a time is over.</summary>
    /// <param name="longest">The time; <see langword="null"/> to wait for the bell alone.</param>
    /// <param name="cancellationToken">Ends the sleep.</param>
    public async Task SleepAsync(TimeSpan? longest, CancellationToken cancellationToken)
    {
        TaskCompletionSource sleeper;
        lock (_lock)
        {
            if (_rung || longest <= TimeSpan.Zero)
            {
                _rung = false;
                return;
            }

            _sleeper = sleeper = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _sleepsUntil = longest is { } wait
                ? timeProvider.GetTimestamp() + (long)(wait.TotalSeconds * timeProvider.TimestampFrequency)
                : null;
        }

        try
        {
            await (longest is { } time
                ? sleeper.Task.WaitAsync(time, timeProvider, cancellationToken)
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
            }
        }
    }
}
