namespace Totvs.Webhooks.Deliveries;

/// <summary>
/// The time by which a store decides what is due. It begins with the wall clock, and goes on by the monotonic clock alone: a wall clock
/// that is set forward must not end leases and waits early, and one that is set back must not make them longer.
/// </summary>
/// <remarks>
/// A durable store keeps a reading beside its deliveries, and every process that uses the store follows it. Due times so mean the same to
/// all processes, and to the next run, even if the wall clock was set in between. The kept reading never goes back. Time in which the
/// machine sleeps may be left out: waits are then longer by that time, and an attempt that slept with the machine keeps its lease.
/// </remarks>
internal sealed class StoreClock
{
    private readonly TimeProvider _timeProvider;
    private readonly Lock _lock = new();
    private StoreReading _anchor;
    private StoreReading? _kept;
    private long _keptSeenAt;

    public StoreClock(TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        DateTimeOffset wall = timeProvider.GetUtcNow();
        _anchor = new StoreReading(wall, wall, timeProvider.GetTimestamp());
    }

    public DateTimeOffset Now
    {
        get
        {
            lock (_lock)
            {
                return _anchor.Time + _timeProvider.GetElapsedTime(_anchor.Timestamp);
            }
        }
    }

    /// <summary>
    /// Reads the time after the reading that is kept in the store. No other process may keep one before <see cref="NoteKept"/> is called,
    /// or the reading given up.
    /// </summary>
    /// <param name="kept">The reading that is kept in the store.</param>
    /// <returns>The time now: never before the kept one.</returns>
    public StoreReading Follow(StoreReading kept)
    {
        lock (_lock)
        {
            long timestamp = _timeProvider.GetTimestamp();
            DateTimeOffset wall = _timeProvider.GetUtcNow();
            if (kept != _kept)
            {
                _anchor = new StoreReading(Continue(kept, wall, timestamp), wall, timestamp);
                _kept = kept;
            }

            // What another process keeps from now on, it keeps after this moment.
            _keptSeenAt = timestamp;
            return new StoreReading(_anchor.Time + _timeProvider.GetElapsedTime(_anchor.Timestamp, timestamp), wall, timestamp);
        }
    }

    /// <summary>Reads the time where the store has kept no reading yet.</summary>
    public StoreReading Begin()
    {
        lock (_lock)
        {
            long timestamp = _timeProvider.GetTimestamp();
            DateTimeOffset wall = _timeProvider.GetUtcNow();
            return new StoreReading(_anchor.Time + _timeProvider.GetElapsedTime(_anchor.Timestamp, timestamp), wall, timestamp);
        }
    }

    /// <summary>Notes that a reading of this clock was kept in the store.</summary>
    /// <param name="reading">The reading.</param>
    public void NoteKept(StoreReading reading)
    {
        lock (_lock)
        {
            _kept = reading;
            _keptSeenAt = reading.Timestamp;
        }
    }

    /// <summary>The time now, where another process, or an earlier run, kept the reading that all processes go on from.</summary>
    private DateTimeOffset Continue(StoreReading kept, DateTimeOffset wall, long timestamp)
    {
        if (_kept is null)
        {
            return kept.Time + ElapsedSince(kept, wall, timestamp);
        }

        // Kept since this process last looked: the monotonic clock says how long ago, and the other process has gone on from there in the
        // same way. If this process was ahead, it goes back to that time: nothing was stored by the time that it was ahead.
        if (kept.Timestamp >= _keptSeenAt && kept.Timestamp <= timestamp)
        {
            return kept.Time + _timeProvider.GetElapsedTime(kept.Timestamp, timestamp);
        }

        DateTimeOffset own = _anchor.Time + _timeProvider.GetElapsedTime(_anchor.Timestamp, timestamp);
        return own > kept.Time ? own : kept.Time;
    }

    /// <summary>
    /// How much time has passed at the start of a process. The wall clock may have been set meanwhile, and the monotonic clock may have
    /// begun anew with the machine or be that of another machine: the shorter of both is taken, since too long a time would end leases
    /// and waits early.
    /// </summary>
    private TimeSpan ElapsedSince(StoreReading kept, DateTimeOffset wall, long timestamp)
    {
        TimeSpan byWall = wall > kept.Wall ? wall - kept.Wall : TimeSpan.Zero;
        if (timestamp < kept.Timestamp)
        {
            return byWall;
        }

        TimeSpan byMonotonic = _timeProvider.GetElapsedTime(kept.Timestamp, timestamp);
        return byMonotonic < byWall ? byMonotonic : byWall;
    }
}
