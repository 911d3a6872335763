namespace Totvs.Webhooks.Deliveries;

/// <summary>When a failed delivery is tried again, and when it is given up.</summary>
public sealed class RetryOptions
{
    /// <summary>How many attempts are made, the first included (TOTVS: 10). Default: 10. From 1 to 10.</summary>
    public int MaxAttempts { get; set; } = 10;

    /// <summary>
    /// The least time between the end of an attempt and the next one (TOTVS: at least 5 minutes). Default: 5 minutes. Less needs
    /// <see cref="AllowIntervalsUnderFiveMinutes"/>.
    /// </summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How the wait grows from one attempt to the next. Default: <see cref="RetryBackoff.Constant"/>.</summary>
    public RetryBackoff Backoff { get; set; } = RetryBackoff.Constant;

    /// <summary>The longest wait that growth leads to. Default: 6 hours. Ignored with <see cref="RetryBackoff.Constant"/>.</summary>
    public TimeSpan LongestInterval { get; set; } = TimeSpan.FromHours(6);

    /// <summary>
    /// How much longer than its due a wait may be made by chance, as a share of it, so that deliveries that failed together do not
    /// come back together. Never makes a wait shorter. Default: 0.1. From 0 to 1.
    /// </summary>
    public double Jitter { get; set; } = 0.1;

    /// <summary>
    /// How long after it was added, or made to wait again, a delivery is given up, however few attempts it has had: it ends as discarded,
    /// and can be redelivered. Without it a destination that is down for good, which is only probed, would never end its deliveries.
    /// Default: 3 days. <see langword="null"/> for never; otherwise more than zero, at most 3650 days.
    /// </summary>
    public TimeSpan? GiveUpAfter { get; set; } = TimeSpan.FromDays(3);

    /// <summary>
    /// The longest wait that a receiver's <c>Retry-After</c> can ask for. Default: 24 hours. It never makes a wait shorter than the
    /// schedule's.
    /// </summary>
    public TimeSpan LongestRetryAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Lets <see cref="Interval"/> be under 5 minutes, which receivers of TOTVS CRM do not expect: for tests and demonstrations. Default:
    /// <see langword="false"/>.
    /// </summary>
    public bool AllowIntervalsUnderFiveMinutes { get; set; }
}
