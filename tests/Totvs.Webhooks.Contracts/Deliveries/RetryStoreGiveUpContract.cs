using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;

namespace Totvs.Webhooks.Contracts.Deliveries;

/// <summary>What giving up deliveries for their age must do.</summary>
/// <typeparam name="TFactory">Makes the store.</typeparam>
public abstract class RetryStoreGiveUpContract<TFactory> : RetryStoreFixture<TFactory>
    where TFactory : IRetryStoreFactory, new()
{
    private static readonly TimeSpan ThreeDays = TimeSpan.FromDays(3);
    private static readonly TimeSpan OneTick = TimeSpan.FromTicks(1);

    [Test]
    public async Task Delivery_ends_as_discarded_exactly_at_its_age_with_its_count_of_attempts()
    {
        Delivery delivery = SomeDelivery.New();
        await AddAsync(delivery);
        await SettleAsync(Settlement.Retry(await ClaimOneAsync(), SomeDelivery.Failed, TimeSpan.FromMinutes(5)));

        Time.Advance(ThreeDays - OneTick);
        Assert.That((await GiveUpAsync()).Ended, Is.Empty, "one tick early");
        Time.Advance(OneTick);
        GiveUpResult result = await GiveUpAsync();

        Assert.That(result.Ended, Is.EqualTo(new[] { new GivenUpDelivery(delivery.EventId, delivery.WorkflowId, 1, IsWorkflowMissing: false) }));
        Assert.That(result.NextIn, Is.Null);
        DeliveryRecord record = (await History.FindAsync(delivery.EventId))!;
        Assert.That((record.State, record.Delivery.FailedAttempts, record.LastOutcome), Is.EqualTo((DeliveryState.Discarded, 1, SomeDelivery.Failed)));
        Assert.That(record.DiscardReason, Does.Contain("3.00:00:00").And.Contain("1 of its attempts failed"));
        Assert.That(await ClaimAsync(), Is.Empty);
        Assert.That(await TimeUntilDueAsync(), Is.Null);
    }

    [Test]
    public async Task One_that_waits_for_its_next_attempt_is_given_up_too()
    {
        await AddAsync(SomeDelivery.New());
        Time.Advance(ThreeDays - TimeSpan.FromMinutes(1));
        await SettleAsync(Settlement.Retry(await ClaimOneAsync(), SomeDelivery.Failed, TimeSpan.FromHours(24)));
        Time.Advance(TimeSpan.FromMinutes(1));

        Assert.That((await GiveUpAsync()).Ended, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Nothing_is_given_up_without_an_age()
    {
        await AddAsync(SomeDelivery.New());
        Time.Advance(TimeSpan.FromDays(400));

        GiveUpResult result = await Store.GiveUpAsync(new GiveUpRequest { Limit = 100 });

        Assert.That((result.Ended, result.NextIn), Is.EqualTo((Array.Empty<GivenUpDelivery>(), (TimeSpan?)null)));
        Assert.That(await ClaimAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Step_ends_no_more_than_its_limit_the_oldest_first_and_says_that_there_are_more()
    {
        var added = new List<Guid>();
        for (int turn = 0; turn < 5; turn++)
        {
            Delivery delivery = SomeDelivery.New(Guid.NewGuid());
            added.Add(delivery.EventId);
            await AddAsync(delivery);
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        Time.Advance(ThreeDays);
        GiveUpResult first = await GiveUpAsync(limit: 3);
        GiveUpResult second = await GiveUpAsync(limit: 3);

        Assert.That(first.Ended.Select(delivery => delivery.EventId), Is.EqualTo(added.Take(3)));
        Assert.That(first.NextIn, Is.EqualTo(TimeSpan.Zero));
        Assert.That(second.Ended.Select(delivery => delivery.EventId), Is.EqualTo(added.Skip(3)));
        Assert.That(second.NextIn, Is.Null);
    }

    [Test]
    public async Task Limit_of_zero_only_looks()
    {
        await AddAsync(SomeDelivery.New());
        Time.Advance(ThreeDays);

        GiveUpResult result = await GiveUpAsync(limit: 0);

        Assert.That((result.Ended.Count, result.NextIn), Is.EqualTo((0, TimeSpan.Zero)));
        Assert.That((await GiveUpAsync()).Ended, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Says_when_the_next_one_may_have_to_be_given_up()
    {
        Assert.That((await GiveUpAsync()).NextIn, Is.Null, "an empty store");

        await AddAsync(SomeDelivery.New());
        Time.Advance(TimeSpan.FromDays(1));
        await AddAsync(SomeDelivery.New());
        Assert.That((await GiveUpAsync()).NextIn, Is.EqualTo(TimeSpan.FromDays(2)), "the older one");

        Time.Advance(TimeSpan.FromDays(2));
        GiveUpResult result = await GiveUpAsync();
        Assert.That((result.Ended.Count, result.NextIn), Is.EqualTo((1, TimeSpan.FromDays(1))), "the younger one");
    }

    [Test]
    public async Task Claimed_one_is_left_to_its_attempt_and_given_up_when_its_lease_ended_without_a_result()
    {
        await AddAsync(SomeDelivery.New());
        Time.Advance(ThreeDays);
        Lease lease = await ClaimOneAsync();

        GiveUpResult result = await GiveUpAsync();
        Assert.That((result.Ended.Count, result.NextIn), Is.EqualTo((0, LeaseDuration)));
        Assert.That(lease.Age, Is.EqualTo(ThreeDays));

        Time.Advance(LeaseDuration);
        Assert.That((await GiveUpAsync()).Ended, Has.Count.EqualTo(1));
        Assert.That(await SettleAsync(Settlement.Delivered(lease, SomeDelivery.Accepted)), Is.False);
    }

    [Test]
    public async Task Redelivered_one_gets_a_new_age([Values] bool amongOthers)
    {
        Delivery delivery = SomeDelivery.New();
        await AddAsync(delivery);
        Time.Advance(ThreeDays);
        await GiveUpAsync();
        if (amongOthers)
        {
            await AddAsync(SomeDelivery.Many(3));
        }

        Time.Advance(TimeSpan.FromHours(1));

        Assert.That(await History.RedeliverAsync([delivery.EventId]), Is.EqualTo(1));

        Time.Advance(ThreeDays - OneTick);
        Assert.That((await GiveUpAsync()).Ended, Has.Count.EqualTo(amongOthers ? 3 : 0), "the others are older by now");
        Time.Advance(OneTick);
        GiveUpResult result = await GiveUpAsync();
        Assert.That(result.Ended.Select(ended => ended.EventId), Is.EqualTo(new[] { delivery.EventId }));
    }

    [Test]
    public async Task Older_ones_behind_a_redelivered_one_are_found()
    {
        Delivery redelivered = SomeDelivery.New();
        await AddAsync(redelivered);
        await SettleAsync(Settlement.Discarded(await ClaimOneAsync(), "enough"));
        Delivery older = SomeDelivery.New();
        await AddAsync(older);
        Time.Advance(TimeSpan.FromDays(2));
        await History.RedeliverAsync([redelivered.EventId]);
        Time.Advance(TimeSpan.FromDays(1));

        GiveUpResult result = await GiveUpAsync();

        Assert.That(result.Ended.Select(ended => ended.EventId), Is.EqualTo(new[] { older.EventId }));
        Assert.That(result.NextIn, Is.EqualTo(TimeSpan.FromDays(2)));
    }

    [Test]
    public async Task Next_of_a_record_is_freed_and_ends_in_the_same_step_when_it_is_as_old()
    {
        Delivery[] old = [SomeDelivery.Ordered(), SomeDelivery.Ordered(), SomeDelivery.Ordered()];
        await AddAsync(old);
        Time.Advance(ThreeDays);
        Delivery young = SomeDelivery.Ordered();
        await AddAsync(young);

        GiveUpResult result = await GiveUpAsync();

        Assert.That(result.Ended.Select(ended => ended.EventId), Is.EqualTo(old.Select(delivery => delivery.EventId)));
        Assert.That((await ClaimOneAsync()).Delivery.EventId, Is.EqualTo(young.EventId));
    }

    [Test]
    public async Task Those_behind_an_attempt_under_way_are_left_until_it_ends()
    {
        Delivery[] old = [SomeDelivery.Ordered(), SomeDelivery.Ordered()];
        await AddAsync(old);
        Time.Advance(ThreeDays);
        Lease lease = await ClaimOneAsync();
        Assert.That((await GiveUpAsync()).Ended, Is.Empty);

        await SettleAsync(Settlement.Delivered(lease, SomeDelivery.Accepted));

        Assert.That((await GiveUpAsync()).Ended.Select(ended => ended.EventId), Is.EqualTo(new[] { old[1].EventId }));
        Assert.That(await TimeUntilDueAsync(), Is.Null);
    }

    [Test]
    public async Task Nothing_of_them_is_kept_where_discarded_ones_are_not()
    {
        Retention.DiscardedAge = TimeSpan.Zero;
        await AddAsync(SomeDelivery.Ordered(), SomeDelivery.Ordered());
        Time.Advance(ThreeDays);

        Assert.That((await GiveUpAsync()).Ended, Has.Count.EqualTo(2));
        Assert.That(await History.CountAsync(), Is.EqualTo(new DeliveryCounts(0, 0, 0, 0)));
    }

    [Test]
    public async Task Clock_that_is_set_forward_gives_nothing_up_before_its_time()
    {
        await AddAsync(SomeDelivery.New());

        Time.Step(TimeSpan.FromDays(30));

        Assert.That((await GiveUpAsync()).Ended, Is.Empty);
    }

    [Test]
    public async Task Time_when_the_workflow_ran_does_not_count()
    {
        await AddAsync(SomeDelivery.New(createdAt: Time.GetUtcNow() - TimeSpan.FromDays(900)));

        Assert.That((await GiveUpAsync()).Ended, Is.Empty);
    }

    [Test]
    public async Task Many_are_ended_in_small_steps()
    {
        await AddAsync(SomeDelivery.Many(1_200));
        Time.Advance(ThreeDays);
        var steps = new List<int>();
        do
        {
            steps.Add((await GiveUpAsync(limit: 500)).Ended.Count);
        }
        while (steps[^1] == 500);

        Assert.That(steps, Is.EqualTo(new[] { 500, 500, 200 }));
        Assert.That((await History.CountAsync()).Discarded, Is.EqualTo(1_200));
    }

    private Task<GiveUpResult> GiveUpAsync(int limit = 100) => Store.GiveUpAsync(new GiveUpRequest { Limit = limit, Age = ThreeDays });
}
