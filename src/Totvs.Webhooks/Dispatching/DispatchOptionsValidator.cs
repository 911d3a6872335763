using System.Globalization;
using Totvs.Webhooks.Sending;

namespace Totvs.Webhooks.Dispatching;

/// <summary>Which settings of this room make sense: each fault names the setting, its value and the remedy.</summary>
internal static class DispatchOptionsValidator
{
    private const int MaxAttempts = 10_000;
    private const double MinRate = 0.001;
    private const double MaxRate = 10_000;
    private static readonly TimeSpan MaxLease = TimeSpan.FromHours(1);
    private static readonly TimeSpan MinMissingAge = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxMissingAge = TimeSpan.FromDays(3_650);
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    public static IEnumerable<string> Validate(DispatchOptions options, SendingOptions sending)
    {
        if (options.MaxConcurrentAttempts is < 1 or > MaxAttempts)
        {
            yield return $"Dispatch.MaxConcurrentAttempts is {options.MaxConcurrentAttempts}; it must be from 1 to {MaxAttempts}.";
        }

        if (options.MaxConcurrentAttemptsPerDestination is < 1 or > MaxAttempts)
        {
            yield return
                $"Dispatch.MaxConcurrentAttemptsPerDestination is {options.MaxConcurrentAttemptsPerDestination}; " +
                $"it must be from 1 to {MaxAttempts}.";
        }

        if (options.MaxAttemptsPerSecondPerDestination is { } rate && !(rate is >= MinRate and <= MaxRate))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Dispatch.MaxAttemptsPerSecondPerDestination is {rate}; it must be from {MinRate} to {MaxRate}, or null for no limit.");
        }

        if (options.PauseWhenGone < TimeSpan.Zero || options.PauseWhenGone > TimeSpan.FromDays(7))
        {
            yield return
                $"Dispatch.PauseWhenGone is {options.PauseWhenGone}; " +
                "it must be from zero, which makes 410 a failure like any other, to 7 days.";
        }

        if (options.LeaseMargin < OneSecond)
        {
            yield return $"Dispatch.LeaseMargin is {options.LeaseMargin}; it must be at least {OneSecond}.";
        }

        TimeSpan attempt = sending.ConnectTimeout + sending.ResponseTimeout + sending.BodyTimeout;
        if (options.LeaseDuration < attempt + options.LeaseMargin || options.LeaseDuration > MaxLease)
        {
            yield return
                $"Dispatch.LeaseDuration is {options.LeaseDuration}; a lease must outlast its attempt: " +
                $"at least {attempt + options.LeaseMargin}, which is Sending.ConnectTimeout ({sending.ConnectTimeout}) + " +
                $"Sending.ResponseTimeout ({sending.ResponseTimeout}) + Sending.BodyTimeout ({sending.BodyTimeout}) + " +
                $"Dispatch.LeaseMargin ({options.LeaseMargin}), and at most {MaxLease}.";
        }

        if (options.SharedStorePollInterval < OneSecond)
        {
            yield return $"Dispatch.SharedStorePollInterval is {options.SharedStorePollInterval}; it must be at least {OneSecond}.";
        }

        if (options.MissingWorkflowAge < MinMissingAge || options.MissingWorkflowAge > MaxMissingAge)
        {
            yield return
                $"Dispatch.MissingWorkflowAge is {options.MissingWorkflowAge}; it must be from {MinMissingAge} to {MaxMissingAge}.";
        }

        if (options.PurgeInterval < OneSecond || options.PurgeInterval > TimeSpan.FromDays(1))
        {
            yield return $"Dispatch.PurgeInterval is {options.PurgeInterval}; it must be from {OneSecond} to 1 day.";
        }
    }
}
