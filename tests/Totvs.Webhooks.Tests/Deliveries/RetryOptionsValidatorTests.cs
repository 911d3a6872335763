using NUnit.Framework;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Tests.Deliveries;

public sealed class RetryOptionsValidatorTests
{
    private static IEnumerable<TestCaseData> Faults()
    {
        yield return Fault("Retry.MaxAttempts", options => options.MaxAttempts = 0);
        yield return Fault("Retry.MaxAttempts", options => options.MaxAttempts = 11);
        yield return Fault("Retry.AllowIntervalsUnderFiveMinutes", options => options.Interval = TimeSpan.FromSeconds(299));
        yield return Fault("Retry.Interval", options => (options.Interval, options.AllowIntervalsUnderFiveMinutes) = (TimeSpan.Zero, true));
        yield return Fault("Retry.Interval", options => options.Interval = TimeSpan.FromDays(8));
        yield return Fault("Retry.Backoff", options => options.Backoff = (RetryBackoff)7);
        yield return Fault(
            "Retry.MaxInterval",
            options => (options.Backoff, options.MaxInterval) = (RetryBackoff.Exponential, TimeSpan.FromMinutes(4)));
        yield return Fault("Retry.Jitter", options => options.Jitter = -0.1);
        yield return Fault("Retry.Jitter", options => options.Jitter = 1.1);
        yield return Fault("Retry.Jitter", options => options.Jitter = double.NaN);
        yield return Fault("Retry.GiveUpAfter is 00:00:00", options => options.GiveUpAfter = TimeSpan.Zero);
        yield return Fault("Retry.GiveUpAfter", options => options.GiveUpAfter = TimeSpan.FromDays(-1));
        yield return Fault("Retry.GiveUpAfter", options => options.GiveUpAfter = TimeSpan.FromDays(3_651));
        yield return Fault("Retry.MaxRetryAfter", options => options.MaxRetryAfter = TimeSpan.FromSeconds(-1));
    }

    [Test]
    public void Defaults_are_those_of_totvs_and_have_no_fault()
    {
        var options = new RetryOptions();

        Assert.That(RetryOptionsValidator.Validate(options), Is.Empty);
        Assert.That(RetryOptionsValidator.Validate(new RetentionOptions()), Is.Empty);
        Assert.That(options.MaxAttempts, Is.EqualTo(10));
        Assert.That(options.Interval, Is.EqualTo(TimeSpan.FromMinutes(5)));
        Assert.That(options.Backoff, Is.EqualTo(RetryBackoff.Constant));
        Assert.That(options.GiveUpAfter, Is.EqualTo(TimeSpan.FromDays(3)));
    }

    [TestCaseSource(nameof(Faults))]
    public void Fault_names_the_setting(string setting, Action<RetryOptions> change)
    {
        var options = new RetryOptions();
        change(options);

        Assert.That(RetryOptionsValidator.Validate(options), Has.One.Contains(setting));
    }

    [Test]
    public void Short_interval_is_taken_when_it_is_asked_for_openly() =>
        Assert.That(
            RetryOptionsValidator.Validate(
                new RetryOptions { Interval = TimeSpan.FromMilliseconds(10), AllowIntervalsUnderFiveMinutes = true }),
            Is.Empty);

    [Test]
    public void Age_to_give_up_at_may_be_any_or_none([Values(1, 86_400, null)] int? seconds) =>
        var options = new RetryOptions { GiveUpAfter = seconds is { } given ? TimeSpan.FromSeconds(given) : null };

        Assert.That(RetryOptionsValidator.Validate(options), Is.Empty);

    [Test]
    public void Retention_that_makes_no_sense_is_named()
    {
        var options = new RetentionOptions
        {
            DeliveredAge = TimeSpan.FromSeconds(-1),
            DeliveredCount = -1,
            DiscardedAge = TimeSpan.FromDays(4_000),
        };

        Assert.That(RetryOptionsValidator.Validate(options).Count(), Is.EqualTo(3));
    }

    private static TestCaseData Fault(string setting, Action<RetryOptions> change) => new(setting, change);
}
