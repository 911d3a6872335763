using CsCheck;
using NUnit.Framework;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Contracts.Deliveries;

/// <summary>
/// What a store must hold when the wall clock is set while it runs: leases and waits last as long as they were given, by the time that
/// really passes.
/// </summary>
/// <typeparam name="TFactory">Makes the store.</typeparam>
public abstract class RetryStoreClockContract<TFactory> : RetryStoreFixture<TFactory>
    where TFactory : IRetryStoreFactory, new()
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private static readonly Gen<int[]> Steps = Gen.Int[-20_000, 20_000].Array[1, 12];

    /// <summary>Steps of the wall clock, in seconds.</summary>
    private static readonly int[] StepSizes = [-31_536_000, -86_400, -600, -61, -1, 1, 61, 299, 300, 600, 86_400, 31_536_000];

    [TestCaseSource(nameof(StepSizes))]
    public async Task Live_lease_is_never_taken_when_the_clock_is_set(int stepInSeconds)
    {
        await AddAsync(SomeDelivery.New());
        Lease lease = await ClaimOneAsync();
        await Store.RenewAsync(lease, TimeSpan.FromMinutes(20));

        Time.Step(TimeSpan.FromSeconds(stepInSeconds));
        for (int minute = 0; minute < 19; minute++)
        {
            Assert.That(await ClaimAsync(), Is.Empty, $"{minute} minutes after the step");
            Time.Advance(TimeSpan.FromMinutes(1));
        }

        Time.Advance(TimeSpan.FromMinutes(1) - Tick);
        Assert.That(await ClaimAsync(), Is.Empty, "one tick early");
        Time.Advance(Tick);
        Assert.That(await ClaimAsync(), Has.Count.EqualTo(1), "when it ends");
    }

    [TestCaseSource(nameof(StepSizes))]
    public async Task Failed_delivery_is_tried_again_after_exactly_its_wait_when_the_clock_is_set(int stepInSeconds)
    {
        await AddAsync(SomeDelivery.New());
        await SettleAsync(Settlement.Retry(await ClaimOneAsync(), SomeDelivery.Failed, TimeSpan.FromMinutes(15)));

        Time.Advance(TimeSpan.FromMinutes(1));
        Time.Step(TimeSpan.FromSeconds(stepInSeconds));
        for (int minute = 1; minute < 14; minute++)
        {
            Assert.That(await ClaimAsync(), Is.Empty, $"after {minute} minutes");
            Assert.That(await TimeUntilDueAsync(), Is.EqualTo(TimeSpan.FromMinutes(15 - minute)));
            Time.Advance(TimeSpan.FromMinutes(1));
        }

        Time.Advance(TimeSpan.FromMinutes(1) - Tick);
        Assert.That(await ClaimAsync(), Is.Empty, "one tick early");
        Time.Advance(Tick);
        Assert.That(await ClaimAsync(), Has.Count.EqualTo(1), "when it is due");
    }

    [Test]
    public async Task Step_that_is_taken_back_leaves_nothing_behind()
    {
        Time.Step(TimeSpan.FromDays(1));
        await AddAsync(SomeDelivery.New());
        await SettleAsync(Settlement.Retry(await ClaimOneAsync(), SomeDelivery.Failed, TimeSpan.FromMinutes(5)));

        Time.Step(-TimeSpan.FromDays(1));
        Time.Advance(TimeSpan.FromMinutes(5) - Tick);
        Assert.That(await ClaimAsync(), Is.Empty, "one tick early");
        Time.Advance(Tick);
        Assert.That(await ClaimAsync(), Has.Count.EqualTo(1), "it does not wait for the size of the step");
    }

    [Test]
    public async Task Finished_deliveries_are_kept_for_their_age_when_the_clock_is_set_forward()
    {
        Delivery delivery = SomeDelivery.New();
        await AddAsync(delivery);
        await SettleAsync(Settlement.Discarded(await ClaimOneAsync(), "enough", SomeDelivery.Failed));

        Time.Step(TimeSpan.FromDays(365));
        Time.Advance(TimeSpan.FromMinutes(6));
        await Store.PurgeAsync(100);
        Time.Advance(TimeSpan.FromMinutes(6));

        Assert.That(await Store.PurgeAsync(100), Is.Zero);
        Assert.That(await History.FindAsync(delivery.EventId), Is.Not.Null);
        Time.Advance(Retention.DiscardedAge);
        Assert.That(await Store.PurgeAsync(100), Is.EqualTo(1));
    }

    [Test]
    public async Task Deliveries_published_after_a_step_go_in_their_order([Values(-3_600, 3_600)] int stepInSeconds)
    {
        Delivery[] deliveries = SomeDelivery.Many(3);
        await AddAsync(deliveries[0]);
        Time.Step(TimeSpan.FromSeconds(stepInSeconds));
        await AddAsync(deliveries[1]);
        Time.Advance(TimeSpan.FromSeconds(1));
        await AddAsync(deliveries[2]);

        Assert.That((await ClaimAsync()).Select(lease => lease.Delivery.EventId), Is.EqualTo(deliveries.Select(delivery => delivery.EventId)));
    }

    [Test]
    public async Task Any_steps_of_the_clock_leave_a_wait_as_long_as_it_is() =>
        await Steps.SampleAsync(
            async steps =>
            {
                Delivery delivery = SomeDelivery.New();
                await AddAsync(delivery);
                await SettleAsync(Settlement.Retry(await ClaimOneAsync(), SomeDelivery.Failed, TimeSpan.FromSeconds(60 * steps.Length)));
                foreach (int step in steps)
                {
                    Assert.That(await ClaimAsync(), Is.Empty);
                    Time.Step(TimeSpan.FromSeconds(step));
                    Time.Advance(TimeSpan.FromSeconds(60));
                }

                await SettleAsync(Settlement.Delivered(await ClaimOneAsync(), SomeDelivery.Accepted));
            },
            iter: 50,
            threads: 1);
}
