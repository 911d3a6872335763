using System.Globalization;

namespace Totvs.Webhooks.Deliveries;

/// <summary>
/// Decides when a failed delivery is retried. The number of its failed attempts decides alone, since the process may have restarted in
/// between.
/// </summary>
internal static class RetrySchedule
{
    /// <summary>What follows a failed attempt.</summary>
    /// <param name="options">The rules.</param>
    /// <param name="failedAttempts">How many attempts have failed, this one included.</param>
    /// <param name="outcome">How this one failed.</param>
    /// <param name="age">How old the delivery is.</param>
    /// <param name="random">A number from 0 to 1 that spreads the wait upwards.</param>
    public static RetryDecision Next(RetryOptions options, int failedAttempts, DeliveryOutcome outcome, TimeSpan age, double random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failedAttempts, 1);
        if (failedAttempts >= options.MaxAttempts)
        {
            return new RetryDecision(null, $"{Attempts(failedAttempts)} failed. The last one: {outcome.Description}");
        }

        if (age >= options.GiveUpAfter)
        {
            return new RetryDecision(
                null,
                $"It was given up after {options.GiveUpAfter} without success (Retry.GiveUpAfter): {Attempts(failedAttempts)} failed. " +
                $"The last one: {outcome.Description}");
        }

        TimeSpan interval = Spread(Interval(options, failedAttempts), options.Jitter, random);
        return new RetryDecision(Later(interval, outcome.RetryAfter, options.MaxRetryAfter), null);
    }

    /// <summary>The longest wait that can follow a failed attempt.</summary>
    /// <param name="options">The rules.</param>
    /// <param name="failedAttempts">How many attempts have failed, this one included.</param>
    /// <param name="isAsked">Whether the receiver asked for a wait.</param>
    public static TimeSpan MaxDelay(RetryOptions options, int failedAttempts, bool isAsked)
    {
        TimeSpan interval = Spread(Interval(options, failedAttempts), options.Jitter, random: 1);
        return Later(interval, isAsked ? options.MaxRetryAfter : null, options.MaxRetryAfter);
    }

    private static string Attempts(int count) =>
        count == 1 ? "1 attempt" : string.Create(CultureInfo.InvariantCulture, $"{count} attempts");

    private static TimeSpan Interval(RetryOptions options, int failedAttempts)
    {
        if (options.Backoff == RetryBackoff.Constant || options.MaxInterval <= options.Interval)
        {
            return options.Interval;
        }

        double grown = options.Interval.Ticks * Math.Pow(2, failedAttempts - 1);
        return grown >= options.MaxInterval.Ticks ? options.MaxInterval : TimeSpan.FromTicks((long)grown);
    }

    private static TimeSpan Spread(TimeSpan interval, double jitter, double random) =>
        interval + (interval * (jitter * Math.Clamp(random, 0, 1)));

    private static TimeSpan Later(TimeSpan interval, TimeSpan? retryAfter, TimeSpan max)
    {
        if (retryAfter is not { } asked)
        {
            return interval;
        }

        TimeSpan capped = asked < max ? asked : max;
        return capped > interval ? capped : interval;
    }
}
