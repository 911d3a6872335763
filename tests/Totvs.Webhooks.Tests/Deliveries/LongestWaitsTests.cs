using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Tests.Deliveries;

public sealed class LongestWaitsTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    [Test]
    public void Delivery_that_has_not_failed_does_not_wait() =>
        Assert.That(new LongestWaits(new RetryOptions(), Lease).AfterFailure(0, isAsked: false), Is.EqualTo(TimeSpan.Zero));

    [Test]
    public void No_wait_that_the_schedule_gives_is_longer(
        [Values] RetryBackoff backoff, [Range(1, 9)] int failedAttempts, [Values] bool isAsked)
    {
        var options = new RetryOptions { Backoff = backoff, Jitter = 0.3 };
        DeliveryOutcome outcome = isAsked ? SomeDelivery.Failed with { RetryAfter = TimeSpan.FromDays(300) } : SomeDelivery.Failed;

        TimeSpan longest = new LongestWaits(options, Lease).AfterFailure(failedAttempts, isAsked);

        Assert.That(RetrySchedule.Next(options, failedAttempts, outcome, TimeSpan.Zero, random: 1).Delay, Is.EqualTo(longest));
        Assert.That(RetrySchedule.Next(options, failedAttempts, outcome, TimeSpan.Zero, random: 0.5).Delay, Is.LessThanOrEqualTo(longest));
    }

    [Test]
    public void Claim_lasts_its_lease_and_what_it_is_held_back()
    {
        var waits = new LongestWaits(new RetryOptions(), Lease);

        Assert.That(waits.WhileClaimed(0), Is.EqualTo(Lease));
        Assert.That(waits.WhileClaimed(3), Is.EqualTo(Lease + AbandonedClaims.HoldBack(3)));
    }
}
