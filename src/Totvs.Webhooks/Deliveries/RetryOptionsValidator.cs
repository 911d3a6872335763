namespace Totvs.Webhooks.Deliveries;

/// <summary>Which settings of this room make sense: each fault names the setting, its value and the remedy.</summary>
internal static class RetryOptionsValidator
{
    private static readonly TimeSpan LeastInterval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MostInterval = TimeSpan.FromDays(7);
    private static readonly TimeSpan MostRetention = TimeSpan.FromDays(3_650);

    public static IEnumerable<string> Validate(RetryOptions options)
    {
        if (options.MaxAttempts is < 1 or > 10)
        {
            yield return $"Retry.MaxAttempts is {options.MaxAttempts}; it must be from 1 to 10, the first attempt included (TOTVS: 10).";
        }

        if (options.Interval < LeastInterval && !options.AllowIntervalsUnderFiveMinutes)
        {
            yield return $"Retry.Interval is {options.Interval}; it must be at least {LeastInterval} (TOTVS). For tests and demonstrations set Retry.AllowIntervalsUnderFiveMinutes.";
        }
        else if (options.Interval <= TimeSpan.Zero || options.Interval > MostInterval)
        {
            yield return $"Retry.Interval is {options.Interval}; it must be more than zero and at most {MostInterval}.";
        }

        if (!Enum.IsDefined(options.Backoff))
        {
            yield return $"Retry.Backoff is {options.Backoff}; it must be Constant or Exponential.";
        }

        if (options.Backoff == RetryBackoff.Exponential && (options.LongestInterval < options.Interval || options.LongestInterval > MostInterval))
        {
            yield return $"Retry.LongestInterval is {options.LongestInterval}; with Retry.Backoff Exponential it must be from Retry.Interval ({options.Interval}) to {MostInterval}.";
        }

        if (!(options.Jitter is >= 0 and <= 1))
        {
            yield return $"Retry.Jitter is {options.Jitter}; it must be from 0 to 1: the share of a wait that chance may add to it.";
        }

        if (options.GiveUpAfter is { } age && (age <= TimeSpan.Zero || age > MostRetention))
        {
            yield return $"Retry.GiveUpAfter is {age}; it must be more than zero and at most {MostRetention}, or null to give up nothing for its age.";
        }

        if (options.LongestRetryAfter < TimeSpan.Zero || options.LongestRetryAfter > MostInterval)
        {
            yield return $"Retry.LongestRetryAfter is {options.LongestRetryAfter}; it must be from zero, which ignores Retry-After, to {MostInterval}.";
        }
    }

    public static IEnumerable<string> Validate(RetentionOptions options)
    {
        if (options.DeliveredAge < TimeSpan.Zero || options.DeliveredAge > MostRetention)
        {
            yield return $"Retention.DeliveredAge is {options.DeliveredAge}; it must be from zero, which keeps none, to {MostRetention}.";
        }

        if (options.DeliveredCount < 0)
        {
            yield return $"Retention.DeliveredCount is {options.DeliveredCount}; it must not be negative.";
        }

        if (options.DiscardedAge < TimeSpan.Zero || options.DiscardedAge > MostRetention)
        {
            yield return $"Retention.DiscardedAge is {options.DiscardedAge}; it must be from zero, which keeps none, to {MostRetention}.";
        }
    }
}
