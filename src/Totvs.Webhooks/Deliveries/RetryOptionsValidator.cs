namespace Totvs.Webhooks.Deliveries;

/// <summary>Checks the options of this room. Each fault names the setting, its value and the remedy.</summary>
internal static class RetryOptionsValidator
{
    private static readonly TimeSpan MinWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MaxWait = TimeSpan.FromDays(7);
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(3_650);

    public static IEnumerable<string> Validate(RetryOptions options)
    {
        if (options.MaxAttempts is < 1 or > 10)
        {
            yield return $"Retry.MaxAttempts is {options.MaxAttempts}; it must be from 1 to 10, the first attempt included (TOTVS: 10).";
        }

        if (options.Interval < MinWait && !options.AllowIntervalsUnderFiveMinutes)
        {
            yield return $"Retry.Interval is {options.Interval}; " +
                $"it must be at least {MinWait} (TOTVS). For tests and demonstrations set Retry.AllowIntervalsUnderFiveMinutes.";
        }
        else if (options.Interval <= TimeSpan.Zero || options.Interval > MaxWait)
        {
            yield return $"Retry.Interval is {options.Interval}; it must be more than zero and at most {MaxWait}.";
        }

        if (!Enum.IsDefined(options.Backoff))
        {
            yield return $"Retry.Backoff is {options.Backoff}; it must be Constant or Exponential.";
        }

        if (options.Backoff == RetryBackoff.Exponential
            && (options.MaxInterval < options.Interval || options.MaxInterval > MaxWait))
        {
            yield return $"Retry.MaxInterval is {options.MaxInterval}; " +
                $"with Retry.Backoff Exponential it must be from Retry.Interval ({options.Interval}) to {MaxWait}.";
        }

        if (!(options.Jitter is >= 0 and <= 1))
        {
            yield return $"Retry.Jitter is {options.Jitter}; it must be from 0 to 1: the share of a wait that chance may add to it.";
        }

        if (options.GiveUpAfter is { } age && (age <= TimeSpan.Zero || age > MaxAge))
        {
            yield return $"Retry.GiveUpAfter is {age}; " +
                $"it must be more than zero and at most {MaxAge}, or null to give up nothing for its age.";
        }

        if (options.MaxRetryAfter < TimeSpan.Zero || options.MaxRetryAfter > MaxWait)
        {
            yield return $"Retry.MaxRetryAfter is {options.MaxRetryAfter}; it must be from zero, which ignores Retry-After, to {MaxWait}.";
        }
    }

    public static IEnumerable<string> Validate(RetentionOptions options)
    {
        if (options.DeliveredAge < TimeSpan.Zero || options.DeliveredAge > MaxAge)
        {
            yield return $"Retention.DeliveredAge is {options.DeliveredAge}; it must be from zero, which keeps none, to {MaxAge}.";
        }

        if (options.DeliveredCount < 0)
        {
            yield return $"Retention.DeliveredCount is {options.DeliveredCount}; it must not be negative.";
        }

        if (options.DiscardedAge < TimeSpan.Zero || options.DiscardedAge > MaxAge)
        {
            yield return $"Retention.DiscardedAge is {options.DiscardedAge}; it must be from zero, which keeps none, to {MaxAge}.";
        }
    }
}
