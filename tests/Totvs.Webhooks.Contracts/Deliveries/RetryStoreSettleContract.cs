using NUnit.Framework;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Contracts.Deliveries;

/// <summary>What settling must do.</summary>
/// <typeparam name="TFactory">Makes the store.</typeparam>
public abstract class RetryStoreSettleContract<TFactory> : RetryStoreFixture<TFactory>
    where TFactory : IRetryStoreFactory, new()
{
    [Test]
    public async Task Delivered_one_never_comes_back()
    {
        await AddAsync(SomeDelivery.New());
        await SettleAsync(Settlement.Delivered(await ClaimOneAsync(), SomeDelivery.Accepted));

        Time.Advance(TimeSpan.FromDays(30));

        Assert.That(await ClaimAsync(), Is.Empty);
        Assert.That(await TimeUntilDueAsync(), Is.Null);
    }

    [Test]
    public async Task Discarded_one_never_comes_back_by_itself()
    {
        await AddAsync(SomeDelivery.New());
        await SettleAsync(Settlement.Discarded(await ClaimOneAsync(), "ten attempts failed", SomeDelivery.Failed));

        Time.Advance(TimeSpan.FromDays(30));

        Assert.That(await ClaimAsync(), Is.Empty);
        Assert.That(await TimeUntilDueAsync(), Is.Null);
    }

    [Test]
    public async Task Retry_counts_the_attempt_and_waits_from_the_time_of_the_settlement()
    {
        await AddAsync(SomeDelivery.New());
        for (int attempt = 1; attempt <= 9; attempt++)
        {
            Lease lease = await ClaimOneAsync();
            Time.Advance(TimeSpan.FromSeconds(60));
            await SettleAsync(Settlement.Retry(lease, SomeDelivery.Failed, TimeSpan.FromMinutes(5)));

            Assert.That(await TimeUntilDueAsync(), Is.EqualTo(TimeSpan.FromMinutes(5)));
            Time.Advance(TimeSpan.FromMinutes(5));
            Assert.That((await History.FindAsync(lease.Delivery.EventId))!.Delivery.FailedAttempts, Is.EqualTo(attempt));
        }
    }

    [Test]
    public async Task Released_one_is_due_at_once_and_no_attempt_is_counted()
    {
        await AddAsync(SomeDelivery.New());
        Lease first = await ClaimOneAsync();
        await SettleAsync(Settlement.Released(first));

        Lease second = await ClaimOneAsync();

        Assert.That(second.Delivery.EventId, Is.EqualTo(first.Delivery.EventId));
        Assert.That(second.Delivery.FailedAttempts, Is.Zero);
        Assert.That(second.Delivery.AbandonedClaimCount, Is.Zero);
    }

    [Test]
    public async Task Many_are_settled_together_and_only_the_stale_ones_are_dropped()
    {
        await AddAsync(SomeDelivery.Many(30));
        IReadOnlyList<Lease> leases = await ClaimAsync();
        Lease[] stale = [.. leases.Take(10).Select(lease => lease with { Token = Guid.NewGuid() })];

        IReadOnlyList<Settlement> dropped = await Store.SettleAsync(
            [.. stale.Concat(leases.Skip(10)).Select(lease => Settlement.Delivered(lease, SomeDelivery.Accepted))]);

        Assert.That(dropped.Select(settlement => settlement.EventId), Is.EquivalentTo(stale.Select(lease => lease.Delivery.EventId)));
        Assert.That((await History.CountAsync()).Claimed, Is.EqualTo(10));
    }

    [Test]
    public async Task Unknown_delivery_is_dropped()
    {
        var lease = new Lease(SomeDelivery.New(), Guid.NewGuid(), LeaseDuration);

        Assert.That(await SettleAsync(Settlement.Delivered(lease, SomeDelivery.Accepted)), Is.False);
    }

    [Test]
    public async Task Waits_of_a_clock_that_is_set_forward_still_last_five_minutes()
    {
        await AddAsync(SomeDelivery.New());
        await SettleAsync(Settlement.Retry(await ClaimOneAsync(), SomeDelivery.Failed, TimeSpan.FromMinutes(5)));

        Time.Step(TimeSpan.FromDays(1));

        Assert.That(await ClaimAsync(), Is.Empty, "right after the step");
        Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.That(await ClaimAsync(), Is.Empty, "one tick early");
        Time.Advance(TimeSpan.FromTicks(1));
        Assert.That(await ClaimAsync(), Has.Count.EqualTo(1), "five minutes after");
    }

    [Test]
    public async Task Waits_of_a_clock_that_is_set_back_are_no_longer_for_it()
    {
        await AddAsync(SomeDelivery.New());
        await SettleAsync(Settlement.Retry(await ClaimOneAsync(), SomeDelivery.Failed, TimeSpan.FromMinutes(5)));

        Time.Step(TimeSpan.FromHours(-1));
        Time.Advance(TimeSpan.FromMinutes(5));

        Assert.That(await ClaimAsync(), Has.Count.EqualTo(1));
    }
}
