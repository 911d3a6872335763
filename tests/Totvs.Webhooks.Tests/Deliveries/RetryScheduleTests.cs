using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Tests.Deliveries;

public sealed class RetryScheduleTests
{
    [Test]
    public void Nine_failed_attempts_wait_five_minutes_each_and_the_tenth_is_the_last()
    {
        var options = new RetryOptions { Jitter = 0 };
        for (int failed = 1; failed <= 9; failed++)
        {
            RetryDecision decision = RetrySchedule.Next(options, failed, SomeDelivery.Failed, TimeSpan.Zero, random: 0.5);
            Assert.That(decision.Delay, Is.EqualTo(TimeSpan.FromMinutes(5)), $"after {failed} failed attempts");
            Assert.That(decision.DiscardReason, Is.Null);
        }

        RetryDecision last = RetrySchedule.Next(options, 10, SomeDelivery.Failed, TimeSpan.Zero, random: 0.5);
        Assert.That(last.Delay, Is.Null);
        Assert.That(last.DiscardReason, Is.EqualTo("10 attempts failed. The last one: The receiver answered 503."));
    }

    [TestCase(0.0, 300)]
    [TestCase(0.5, 315)]
    [TestCase(1.0, 330)]
    [TestCase(-1.0, 300, Description = "a broken source of chance never makes a wait shorter")]
    public void Jitter_only_makes_a_wait_longer(double random, int seconds) =>
        Assert.That(DelayOf(new RetryOptions { Jitter = 0.1 }, 1, random: random), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [TestCase(1, 5)]
    [TestCase(2, 10)]
    [TestCase(3, 20)]
    [TestCase(5, 60)]
    [TestCase(9, 60)]
    public void Exponential_waits_double_up_to_the_longest(int failed, int minutes)
    {
        var options = new RetryOptions { Jitter = 0, Backoff = RetryBackoff.Exponential, MaxInterval = TimeSpan.FromHours(1) };

        Assert.That(DelayOf(options, failed), Is.EqualTo(TimeSpan.FromMinutes(minutes)));
    }

    [TestCase(60, 300, Description = "never earlier than the schedule")]
    [TestCase(3_600, 3_600)]
    [TestCase(900_000, 86_400, Description = "capped")]
    public void Retry_after_moves_the_next_attempt_later_within_its_cap(int askedSeconds, int seconds)
    {
        DeliveryOutcome outcome = SomeDelivery.Failed with { RetryAfter = TimeSpan.FromSeconds(askedSeconds) };

        Assert.That(DelayOf(new RetryOptions { Jitter = 0 }, 1, outcome), Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [Test]
    public void Single_attempt_is_the_last_when_only_one_is_allowed() =>
        Assert.That(
            RetrySchedule.Next(new RetryOptions { MaxAttempts = 1 }, 1, SomeDelivery.Failed, TimeSpan.Zero, 0).DiscardReason,
            Does.StartWith("1 attempt failed."));

    private static TimeSpan? DelayOf(RetryOptions options, int failed, DeliveryOutcome? outcome = null, double random = 0) =>
        RetrySchedule.Next(options, failed, outcome ?? SomeDelivery.Failed, TimeSpan.Zero, random).Delay;
}
