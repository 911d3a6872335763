using Microsoft.Extensions.Time.Testing;

namespace Totvs.Webhooks.Tests.Support;

/// <summary>A fake clock that tells when somebody has begun to wait on it, so that a test never advances it too early.</summary>
public sealed class TestClock : FakeTimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<(Func<TimeSpan, bool> Wanted, TaskCompletionSource Set)> _watchers = [];
    private readonly List<TimeSpan> _timers = [];

    public TestClock()
        : base(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)) =>
        SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("-03", TimeSpan.FromHours(-3), "-03", "-03"));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        lock (_lock)
        {
            _timers.Add(dueTime);
            foreach ((Func<TimeSpan, bool> wanted, TaskCompletionSource set) in _watchers)
            {
                if (wanted(dueTime))
                {
                    set.TrySetResult();
                }
            }
        }

        return timer;
    }

    /// <summary>How many timers of a kind have been set so far.</summary>
    public int TimersSet(Func<TimeSpan, bool> wanted)
    {
        lock (_lock)
        {
            return _timers.Count(wanted);
        }
    }

    /// <summary>Starts to look out for a timer of a kind; await the result after doing what leads to it.</summary>
    public Task NextTimer(Func<TimeSpan, bool> wanted)
    {
        var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _watchers.Add((wanted, set));
        }

        return set.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
