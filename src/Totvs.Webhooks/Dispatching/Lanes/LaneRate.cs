namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>
/// How often attempts to one destination may begin: a token bucket that fills steadily and holds a tenth of a second's worth, so that
/// attempts are evenly spaced but the dispatcher need not wake for each. Times are monotonic.
/// </summary>
/// <remarks>
/// Not one of System.Threading.RateLimiting: those read the machine's clock themselves, and here time comes from the caller, so that it
/// can be tested.
/// </remarks>
internal sealed class LaneRate
{
    private const double BurstSeconds = 0.1;

    // Spares the last attempt of a second from the rounding of the fractions before it.
    private const double Rounding = 1e-6;

    private readonly double _capacity;
    private double _tokens;
    private TimeSpan _countedAt;

    public LaneRate(double perSecond, TimeSpan now)
    {
        PerSecond = perSecond;
        _capacity = _tokens = Math.Max(1, perSecond * BurstSeconds);
        _countedAt = now;
    }

    public double PerSecond { get; }

    /// <summary>How many attempts may begin now.</summary>
    public int FreeAt(TimeSpan now) => (int)(TokensAt(now) + Rounding);

    /// <summary>How long to wait until it is worth while to look again; zero when an attempt may begin now.</summary>
    public TimeSpan WaitAt(TimeSpan now) =>
        FreeAt(now) > 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((_capacity - TokensAt(now)) / PerSecond);

    /// <summary>Whether nothing of it has been used for so long that it need not be remembered.</summary>
    public bool IsFullAt(TimeSpan now) => TokensAt(now) + Rounding >= _capacity;

    /// <summary>Notes that an attempt begins.</summary>
    public void Take(TimeSpan now)
    {
        _tokens = TokensAt(now) - 1;
        _countedAt = now;
    }

    private double TokensAt(TimeSpan now) => Math.Min(_capacity, _tokens + ((now - _countedAt).TotalSeconds * PerSecond));
}
