namespace Totvs.Webhooks.Sqlite.Tests.Crash;

/// <summary>
/// A clock that runs sixty times as fast, in all children alike. So the library keeps its own durations (leases of two minutes, five
/// minutes between attempts), and a run still ends in minutes: a lease lasts two seconds.
/// </summary>
/// <param name="epoch">When it showed the right time, in ticks.</param>
internal sealed class HastyTimeProvider(long epoch) : TimeProvider
{
    private const int Speed = 60;

    private readonly long _start = epoch + ((System.GetUtcNow().UtcTicks - epoch) * Speed);
    private readonly long _startTimestamp = System.GetTimestamp() * Speed;

    // From the monotonic clock, since a correction of the machine's would grow sixtyfold too.
    public override DateTimeOffset GetUtcNow() => new(_start + GetElapsedTime(_startTimestamp).Ticks, TimeSpan.Zero);

    public override long GetTimestamp() => System.GetTimestamp() * Speed;

    public override long TimestampFrequency => System.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new HastyTimer(System.CreateTimer(callback, state, Hasten(dueTime), Hasten(period)));

    private static TimeSpan Hasten(TimeSpan duration) =>
        duration <= TimeSpan.Zero ? duration : TimeSpan.FromMilliseconds(Math.Max(1, duration.TotalMilliseconds / Speed));

    private sealed class HastyTimer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Hasten(dueTime), Hasten(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
