using NUnit.Framework;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.Sending;

namespace Totvs.Webhooks.Tests.Dispatching;

public sealed class DispatchOptionsValidatorTests
{
    private static IEnumerable<TestCaseData> Faults()
    {
        yield return Fault("Dispatch.MaxConcurrentAttempts ", options => options.MaxConcurrentAttempts = 0);
        yield return Fault("Dispatch.MaxConcurrentAttemptsPerDestination", options => options.MaxConcurrentAttemptsPerDestination = 10_001);
        yield return Fault("Dispatch.PauseWhenGone", options => options.PauseWhenGone = TimeSpan.FromDays(8));
        yield return Fault("Dispatch.LeaseMargin is", options => options.LeaseMargin = TimeSpan.Zero);
        yield return Fault("Dispatch.LeaseDuration", options => options.LeaseDuration = TimeSpan.FromSeconds(84.9));
        yield return Fault("Dispatch.LeaseDuration", options => options.LeaseDuration = TimeSpan.FromHours(2));
        yield return Fault("Dispatch.SharedStorePollInterval", options => options.SharedStorePollInterval = TimeSpan.Zero);
        yield return Fault("Dispatch.MissingWorkflowAge is 00:00:59", options => options.MissingWorkflowAge = TimeSpan.FromSeconds(59));
        yield return Fault("Dispatch.MissingWorkflowAge", options => options.MissingWorkflowAge = TimeSpan.FromDays(3_651));
        yield return Fault("Dispatch.PurgeInterval", options => options.PurgeInterval = TimeSpan.Zero);
    }

    [Test]
    public void Defaults_have_no_fault() => Assert.That(FaultsOf(new DispatchOptions()), Is.Empty);

    [TestCaseSource(nameof(Faults))]
    public void Fault_names_the_setting(string setting, Action<DispatchOptions> change)
    {
        var options = new DispatchOptions();
        change(options);

        Assert.That(FaultsOf(options), Has.Exactly(1).Items.And.One.Contains(setting));
    }

    [Test]
    public void Lease_that_just_outlasts_its_attempt_is_taken() =>
        Assert.That(FaultsOf(new DispatchOptions { LeaseDuration = TimeSpan.FromSeconds(5 + 60 + 5 + 15) }), Is.Empty);

    [Test]
    public void Lease_that_does_not_outlast_its_attempt_is_refused_with_every_value_it_comes_from()
    {
        string fault = FaultsOf(new DispatchOptions(), new SendingOptions { ResponseTimeout = TimeSpan.FromMinutes(2) }).Single();

        Assert.That(
            fault,
            Does.Contain("00:02:25").And.Contain("Sending.ResponseTimeout (00:02:00)").And.Contain("Dispatch.LeaseMargin (00:00:15)"));
    }

    [TestCase(1, 1)]
    [TestCase(2, 2)]
    [TestCase(5, 16)]
    [TestCase(6, 30)]
    [TestCase(1_000, 30)]
    public void Pause_after_failures_grows_to_half_a_minute(int failures, int seconds) =>
        Assert.That(DispatchPacing.PauseAfter(failures), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    private static TestCaseData Fault(string setting, Action<DispatchOptions> change) => new(setting, change);

    private static IEnumerable<string> FaultsOf(DispatchOptions options, SendingOptions? sending = null) =>
        DispatchOptionsValidator.Validate(options, sending ?? new SendingOptions());
}
