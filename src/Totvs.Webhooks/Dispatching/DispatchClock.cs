namespace Totvs.Webhooks.Dispatching;

/// <summary>
/// The monotonic time of the lanes, counted from their start: a step of the machine's clock must not end a pause.
/// </summary>
internal sealed class DispatchClock
{
    private readonly TimeProvider _timeProvider;
    private readonly long _start;

    public DispatchClock(TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        _start = timeProvider.GetTimestamp();
    }

    public TimeSpan Now => _timeProvider.GetElapsedTime(_start);
}
