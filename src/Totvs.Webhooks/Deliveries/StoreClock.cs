namespace Totvs.Webhooks.Deliveries;

/// <summary>
/// The wall clock, without its steps. Due times are kept as wall-clock times, since they must outlive the process; but a clock
/// that is set forward must not make every wait end at once, and one that is set back must not stop the queue.
/// </summary>
/// <remarks>
/// Time goes on from an anchor by the monotonic clock. It never goes back. When the wall clock is ahead by more than slewing explains (it
/// was set, or the machine slept), it is joined again only after <see cref="RejoinAfter"/> of monotonic time: by then every wait that
/// began before the step has lasted its five minutes.
/// </remarks>
internal sealed class StoreClock(TimeProvider timeProvider)
{
    public static readonly TimeSpan RejoinAfter = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan SlewTolerance = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private DateTimeOffset _anchor = timeProvider.GetUtcNow();
    private long _anchorTimestamp = timeProvider.GetTimestamp();
    private long? _stepSeenTimestamp;

    public DateTimeOffset Now
    {
        get
        {
            lock (_lock)
            {
                long timestamp = timeProvider.GetTimestamp();
                DateTimeOffset steady = _anchor + timeProvider.GetElapsedTime(_anchorTimestamp, timestamp);
                DateTimeOffset wall = timeProvider.GetUtcNow();
                return Follow(steady, wall, timestamp);
            }
        }
    }

    private DateTimeOffset Follow(DateTimeOffset steady, DateTimeOffset wall, long timestamp)
    {
        if (wall <= steady)
        {
            _stepSeenTimestamp = null;
            return steady;
        }

        if (wall - steady > SlewTolerance)
        {
            _stepSeenTimestamp ??= timestamp;
            if (timeProvider.GetElapsedTime(_stepSeenTimestamp.Value, timestamp) < RejoinAfter)
            {
                return steady;
            }
        }

        _stepSeenTimestamp = null;
        _anchor = wall;
        _anchorTimestamp = timestamp;
        return wall;
    }
}
