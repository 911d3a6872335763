using NUnit.Framework;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Contracts.Deliveries;

/// <summary>What claiming must do.</summary>
/// <typeparam name="TFactory">Makes the store.</typeparam>
public abstract class RetryStoreClaimContract<TFactory> : RetryStoreFixture<TFactory>
    where TFactory : IRetryStoreFactory, new()
{
    private static readonly Guid Busy = new("00000000-0000-0000-0000-0000000000b1");
    private static readonly Guid Quiet = new("00000000-0000-0000-0000-0000000000c1");

    [Test]
    public async Task Claim_of_an_empty_store_is_empty() => Assert.That(await ClaimAsync(), Is.Empty);

    [Test]
    public async Task Claimed_delivery_is_not_claimed_again()
    {
        await AddAsync(SomeDelivery.New());
        await ClaimOneAsync();

        Assert.That(await ClaimAsync(), Is.Empty);
    }

    [Test]
    public async Task Claim_takes_no_more_than_its_limit()
    {
        await AddAsync(SomeDelivery.Many(5));

        Assert.That(await ClaimAsync(limit: 3), Has.Count.EqualTo(3));
        Assert.That(await ClaimAsync(limit: 3), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Claim_takes_those_due_first()
    {
        Delivery[] deliveries = SomeDelivery.Many(4);
        foreach (Delivery delivery in deliveries)
        {
            await AddAsync(delivery);
            Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        IReadOnlyList<Lease> leases = await ClaimAsync(limit: 3);

        Assert.That(leases.Select(lease => lease.Delivery.EventId), Is.EqualTo(deliveries.Take(3).Select(delivery => delivery.EventId)));
    }

    [Test]
    public async Task Those_due_at_the_same_time_go_in_the_order_they_were_added()
    {
        Delivery[] deliveries = SomeDelivery.Many(50);
        await AddAsync(deliveries);

        IReadOnlyList<Lease> leases = await ClaimAsync();

        Assert.That(leases.Select(lease => lease.Delivery.EventId), Is.EqualTo(deliveries.Select(delivery => delivery.EventId)));
    }

    [Test]
    public async Task Claim_orders_several_workflows_by_due_time()
    {
        var added = new List<Guid>();
        for (int turn = 0; turn < 12; turn++)
        {
            Delivery delivery = SomeDelivery.New(turn % 3 == 0 ? Quiet : Busy);
            added.Add(delivery.EventId);
            await AddAsync(delivery);
            Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        IReadOnlyList<Lease> leases = await ClaimAsync(limit: 9);

        Assert.That(leases.Select(lease => lease.Delivery.EventId), Is.EqualTo(added.Take(9)));
    }

    [Test]
    public async Task Claim_takes_no_more_of_one_workflow_than_its_limit_and_fills_up_with_others()
    {
        await AddAsync(SomeDelivery.Many(10, Busy));
        Time.Advance(TimeSpan.FromSeconds(1));
        await AddAsync(SomeDelivery.Many(3, Quiet));

        IReadOnlyList<Lease> leases = await ClaimAsync(limit: 10, limitPerWorkflow: 4);

        Assert.That(leases.Count(lease => lease.Delivery.WorkflowId == Busy), Is.EqualTo(4));
        Assert.That(leases.Count(lease => lease.Delivery.WorkflowId == Quiet), Is.EqualTo(3));
    }

    [Test]
    public async Task Claim_leaves_an_excluded_workflow_alone_however_much_of_it_is_due_first()
    {
        await AddAsync(SomeDelivery.Many(500, Busy));
        Time.Advance(TimeSpan.FromHours(1));
        await AddAsync(SomeDelivery.Many(2, Quiet));

        IReadOnlyList<Lease> leases = await ClaimAsync(limit: 5, shares: [Share(0, Busy)]);

        Assert.That(leases.Select(lease => lease.Delivery.WorkflowId), Is.EqualTo(new[] { Quiet, Quiet }));
    }

    [Test]
    public async Task Claims_made_at_the_same_time_never_share_a_delivery()
    {
        Delivery[] deliveries = SomeDelivery.Many(400);
        await AddAsync(deliveries);

        IReadOnlyList<Lease>[] claims = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => ClaimAsync(limit: 13))));

        Assert.That(claims.SelectMany(leases => leases).Select(lease => lease.Delivery.EventId), Is.Unique);
        Assert.That(claims.Sum(leases => leases.Count), Is.EqualTo(400));
    }

    [Test]
    public async Task Claim_takes_a_delivery_exactly_when_it_is_due()
    {
        await AddAsync(SomeDelivery.New());
        await SettleAsync(Settlement.Retry(await ClaimOneAsync(), SomeDelivery.Failed, TimeSpan.FromMinutes(5)));

        Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.That(await ClaimAsync(), Is.Empty, "one tick early");

        Time.Advance(TimeSpan.FromTicks(1));
        Assert.That(await ClaimAsync(), Has.Count.EqualTo(1), "on the tick");
    }

    [Test]
    public async Task Time_until_due_tells_of_nothing_of_now_and_of_later()
    {
        Assert.That(await TimeUntilDueAsync(), Is.Null, "empty");

        await AddAsync(SomeDelivery.New());
        Assert.That(await TimeUntilDueAsync(), Is.EqualTo(TimeSpan.Zero), "waiting");

        Lease lease = await ClaimOneAsync();
        Assert.That(await TimeUntilDueAsync(), Is.EqualTo(LeaseDuration), "claimed: when the lease ends");

        await SettleAsync(Settlement.Retry(lease, SomeDelivery.Failed, TimeSpan.FromMinutes(5)));
        Time.Advance(TimeSpan.FromMinutes(2));
        Assert.That(await TimeUntilDueAsync(), Is.EqualTo(TimeSpan.FromMinutes(3)), "waiting for its retry");

        Time.Advance(TimeSpan.FromDays(1));
        Assert.That(await TimeUntilDueAsync(), Is.EqualTo(TimeSpan.Zero), "overdue");
    }

    [Test]
    public async Task Claim_takes_only_of_the_workflows_it_names_and_spends_none_of_the_limits_on_others()
    {
        await AddAsync(SomeDelivery.Many(50, Busy));
        Time.Advance(TimeSpan.FromMinutes(1));
        await AddAsync(SomeDelivery.Many(3, Quiet));

        IReadOnlyList<Lease> leases = await ClaimAsync(limit: 3, workflows: new HashSet<Guid> { Quiet });

        Assert.That(leases.Select(lease => lease.Delivery.WorkflowId), Is.EqualTo(new[] { Quiet, Quiet, Quiet }));
        Assert.That(await ClaimAsync(workflows: new HashSet<Guid> { Quiet }), Is.Empty);
        Assert.That(await ClaimAsync(workflows: new HashSet<Guid> { Quiet, Busy }), Has.Count.EqualTo(50), "they are left for the one that has them, without a wait");
    }

    [Test]
    public async Task Claim_that_names_no_workflow_takes_nothing()
    {
        await AddAsync(SomeDelivery.Many(3));

        Assert.That(await ClaimAsync(workflows: new HashSet<Guid>()), Is.Empty);
    }

    [Test]
    public async Task Workflow_that_is_named_with_a_limit_of_zero_is_left_alone()
    {
        await AddAsync(SomeDelivery.New(Busy));

        Assert.That(await ClaimAsync(shares: [Share(0, Busy)], workflows: new HashSet<Guid> { Busy }), Is.Empty);
    }

    [Test]
    public async Task Time_until_due_leaves_workflows_out_that_are_not_named()
    {
        await AddAsync(SomeDelivery.New(Busy));

        Assert.That(await TimeUntilDueAsync(workflows: new HashSet<Guid> { Quiet }), Is.Null);
        Assert.That(await TimeUntilDueAsync(workflows: new HashSet<Guid> { Quiet, Busy }), Is.EqualTo(TimeSpan.Zero));
        Assert.That(await TimeUntilDueAsync([Busy], new HashSet<Guid> { Quiet, Busy }), Is.Null);
    }

    [Test]
    public async Task Lease_tells_how_old_its_delivery_is()
    {
        await AddAsync(SomeDelivery.New());
        Time.Advance(TimeSpan.FromMinutes(7));
        Lease first = await ClaimOneAsync();
        await SettleAsync(Settlement.Retry(first, SomeDelivery.Failed, TimeSpan.FromMinutes(5)));
        Time.Advance(TimeSpan.FromHours(1));

        Assert.That(first.Age, Is.EqualTo(TimeSpan.FromMinutes(7)));
        Assert.That((await ClaimOneAsync()).Age, Is.EqualTo(TimeSpan.FromMinutes(67)));
    }

    [Test]
    public async Task Time_until_due_leaves_excluded_workflows_out()
    {
        await AddAsync(SomeDelivery.New(Busy));
        Assert.That(await TimeUntilDueAsync([Busy]), Is.Null);

        await AddAsync(SomeDelivery.New(Quiet));
        Assert.That(await TimeUntilDueAsync([Busy]), Is.EqualTo(TimeSpan.Zero));
    }
}
