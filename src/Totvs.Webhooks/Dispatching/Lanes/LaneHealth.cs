namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>
/// The window of a destination, which is how many attempts may run at once: the whole limit while it answers; half as many after each
/// attempt that reached no receiver, down to one probe; and none for a pause after a failed probe. Each answer doubles the window again.
/// Times are monotonic.
/// </summary>
internal sealed class LaneHealth
{
    private const int MaxDoublings = 5;

    private readonly int _limit;
    private readonly TimeSpan _longestPause;
    private TimeSpan _pausedUntil;
    private int _failedProbes;

    /// <param name="limit">How many attempts may run at once while it answers.</param>
    /// <param name="longestPause">The longest pause after a failed probe; the first is a thirty-second of it.</param>
    public LaneHealth(int limit, TimeSpan longestPause)
    {
        Window = _limit = limit;
        _longestPause = longestPause;
    }

    /// <summary>How many attempts may run at once.</summary>
    public int Window { get; private set; }

    /// <summary>How long until the next attempt may begin; zero when one may begin now.</summary>
    public TimeSpan PauseLeft(TimeSpan now) => _pausedUntil > now ? _pausedUntil - now : TimeSpan.Zero;

    /// <summary>
    /// Whether it is trusted with all there is, and nothing has to be remembered. Where one attempt is the limit, the window alone does
    /// not tell.
    /// </summary>
    public bool IsHealthyAt(TimeSpan now) => Window == _limit && _failedProbes == 0 && PauseLeft(now) == TimeSpan.Zero;

    public void Note(LaneSignal signal, TimeSpan now, TimeSpan gonePause)
    {
        switch (signal)
        {
            case LaneSignal.Gone when gonePause > TimeSpan.Zero:
                Window = 1;
                _pausedUntil = now + gonePause;
                break;
            case LaneSignal.Reachable or LaneSignal.Gone:
                Window = Math.Min(_limit, Window * 2);
                _failedProbes = 0;
                _pausedUntil = TimeSpan.Zero;
                break;
            case LaneSignal.Unreachable when Window > 1:
                Window /= 2;
                break;
            case LaneSignal.Unreachable when PauseLeft(now) == TimeSpan.Zero:
                // Attempts that began together end together: only the first of them lengthens the pause.
                _pausedUntil = now + PauseAfter(++_failedProbes);
                break;
        }
    }

    private TimeSpan PauseAfter(int failedProbes) => _longestPause / (1 << Math.Max(0, MaxDoublings - (failedProbes - 1)));
}
