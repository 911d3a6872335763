namespace Totvs.Webhooks.Deliveries;

/// <summary>When a failed delivery is tried again, and when it is given up.</summary>
public sealed class RetryOptions
{
    /// <summary>How many attempts are made, the first included (TOTVS: 10). Default: 10. From 1 to 10.</summary>
    public int MaxAttempts { get; set; } = 10;

    /// <summary>
    /// The minimum time between the end of an attempt and the next one (TOTVS: at least 5 minutes). Default: 5 minutes. Less needs
    /// <see cref="AllowIntervalsUnderFiveMinutes"/>.
    /// </summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How the wait grows from one attempt to the next. Default: <see cref="RetryBackoff.Constant"/>.</summary>
    public RetryBackoff Backoff { get; set; } = RetryBackoff.Constant;

    /// <summary>
    /// The wait at which <see cref="RetryBackoff.Exponential"/> stops growing. Default: 6 hours; at most 7 days. Ignored with
    /// <see cref="RetryBackoff.Constant"/>.
    /// </summary>
    public TimeSpan MaxInterval { get; set; } = TimeSpan.FromHours(6);

    /// <summary>
    /// How much a wait may grow at random, as a share of the wait, so that deliveries that failed together are not retried together. Never
    /// makes a wait shorter. Default: 0.1. From 0 to 1.
    /// </summary>
    public double Jitter { get; set; } = 0.1;

    /// <summary>
    /// How long after it was added or redelivered a delivery is given up, however few attempts it has had: it ends as discarded, and can be
    /// redelivered. Without it, deliveries to a destination that stays down, which is only probed, would never end. Default: 3 days.
    /// <see langword="null"/> for never; otherwise more than zero, at most 3650 days.
    /// </summary>
    public TimeSpan? GiveUpAfter { get; set; } = TimeSpan.FromDays(3);

    /// <summary>
    /// The longest wait that a receiver's <c>Retry-After</c> can ask for. Default: 24 hours; at most 7 days. Zero ignores
    /// <c>Retry-After</c>. A wait is never shorter than without it.
    /// </summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Allows an <see cref="Interval"/> under 5 minutes, which receivers of TOTVS CRM do not expect: for tests and demonstrations.
    /// Default: <see langword="false"/>.
    /// </summary>
    public bool AllowIntervalsUnderFiveMinutes { get; set; }
}
