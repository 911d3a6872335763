using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;

namespace Totvs.Webhooks.Contracts.Deliveries;

/// <summary>
/// What becomes of deliveries whose workflow is missing: they wait for a process that has it, and end when none has had it for a stated
/// time.
/// </summary>
/// <typeparam name="TFactory">Makes the store.</typeparam>
public abstract class RetryStoreMissingWorkflowContract<TFactory> : RetryStoreFixture<TFactory>
    where TFactory : IRetryStoreFactory, new()
{
    private static readonly Guid Missing = new("00000000-0000-0000-0000-0000000000e1");
    private static readonly Guid Known = new("00000000-0000-0000-0000-0000000000e2");
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    [Test]
    public async Task Delivery_ends_as_discarded_when_its_workflow_was_missing_for_the_stated_time()
    {
        Delivery delivery = SomeDelivery.New(Missing);
        await AddAsync(delivery, SomeDelivery.New(Known));

        GiveUpResult first = await GiveUpAsync(Known);
        Time.Advance(OneDay - TimeSpan.FromTicks(1));
        GiveUpResult early = await GiveUpAsync(Known);
        Time.Advance(TimeSpan.FromTicks(1));
        GiveUpResult last = await GiveUpAsync(Known);

        Assert.That(first.MissingWorkflows, Is.EqualTo(new[] { new MissingWorkflow(Missing, TimeSpan.Zero) }));
        Assert.That(first.NextIn, Is.EqualTo(OneDay));
        Assert.That((early.Ended.Count, early.NextIn), Is.EqualTo((0, TimeSpan.FromTicks(1))));
        Assert.That(last.Ended, Is.EqualTo(new[] { new GivenUpDelivery(delivery.EventId, Missing, 0, IsWorkflowMissing: true) }));
        DeliveryRecord record = (await History.FindAsync(delivery.EventId))!;
        Assert.That((record.State, record.Delivery.FailedAttempts, record.LastOutcome), Is.EqualTo((DeliveryState.Discarded, 0, (DeliveryOutcome?)null)));
        Assert.That(record.DiscardReason, Does.Contain(Missing.ToString()).And.Contain("1.00:00:00"));
        Assert.That(await ClaimAsync(), Has.Count.EqualTo(1), "the other workflow's");
    }

    [Test]
    public async Task Process_that_has_the_workflow_makes_the_time_begin_anew()
    {
        await AddAsync(SomeDelivery.New(Missing));
        await GiveUpAsync(Known);
        Time.Advance(OneDay - TimeSpan.FromMinutes(1));
        Assert.That((await GiveUpAsync(Known, Missing)).MissingWorkflows, Is.Empty);

        Time.Advance(TimeSpan.FromMinutes(1));
        GiveUpResult result = await GiveUpAsync(Known);

        Assert.That(result.Ended, Is.Empty);
        Assert.That(result.MissingWorkflows, Is.EqualTo(new[] { new MissingWorkflow(Missing, TimeSpan.Zero) }));
    }

    [Test]
    public async Task Delivery_that_came_later_is_given_its_own_time()
    {
        await AddAsync(SomeDelivery.New(Missing));
        await GiveUpAsync();
        Time.Advance(TimeSpan.FromHours(20));
        Delivery later = SomeDelivery.New(Missing);
        await AddAsync(later);
        Time.Advance(TimeSpan.FromHours(4));

        GiveUpResult first = await GiveUpAsync();
        Assert.That((first.Ended.Count, first.NextIn), Is.EqualTo((1, TimeSpan.FromHours(20))));

        Time.Advance(TimeSpan.FromHours(20));
        Assert.That((await GiveUpAsync()).Ended.Select(ended => ended.EventId), Is.EqualTo(new[] { later.EventId }));
    }

    [Test]
    public async Task Redelivered_one_waits_the_stated_time_again()
    {
        Delivery delivery = SomeDelivery.New(Missing);
        await AddAsync(delivery);
        await GiveUpAsync();
        Time.Advance(OneDay);
        await GiveUpAsync();
        await GiveUpAsync();
        Time.Advance(TimeSpan.FromHours(1));

        await History.RedeliverAsync([delivery.EventId]);

        Assert.That((await GiveUpAsync()).Ended, Is.Empty);
        Time.Advance(OneDay - TimeSpan.FromTicks(1));
        Assert.That((await GiveUpAsync()).Ended, Is.Empty);
        Time.Advance(TimeSpan.FromTicks(1));
        Assert.That((await GiveUpAsync()).Ended, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task One_that_is_claimed_is_left_to_its_attempt()
    {
        await AddAsync(SomeDelivery.New(Missing));
        await GiveUpAsync();
        Time.Advance(OneDay);
        Lease lease = await ClaimOneAsync();

        Assert.That((await GiveUpAsync()).Ended, Is.Empty);
        Assert.That(await SettleAsync(Settlement.Delivered(lease, SomeDelivery.Accepted)), Is.True);
    }

    [Test]
    public async Task Ordered_ones_end_one_after_the_other_in_their_order()
    {
        Delivery[] deliveries = [SomeDelivery.Ordered(workflowId: Missing), SomeDelivery.Ordered(workflowId: Missing), SomeDelivery.Ordered(workflowId: Missing)];
        await AddAsync(deliveries);
        await GiveUpAsync();
        Time.Advance(OneDay);

        Assert.That((await GiveUpAsync()).Ended.Select(ended => ended.EventId), Is.EqualTo(deliveries.Select(delivery => delivery.EventId)));
        Assert.That(await TimeUntilDueAsync(), Is.Null);
    }

    [Test]
    public async Task Ordered_ones_wait_as_they_are_until_then()
    {
        Delivery[] deliveries = [SomeDelivery.Ordered(workflowId: Missing), SomeDelivery.Ordered(workflowId: Missing)];
        await AddAsync(deliveries);
        Assert.That(await ClaimAsync(workflows: new HashSet<Guid> { Known }), Is.Empty);
        await GiveUpAsync(Known);

        Lease lease = await ClaimOneAsync();

        Assert.That(lease.Delivery.EventId, Is.EqualTo(deliveries[0].EventId));
        await SettleAsync(Settlement.Delivered(lease, SomeDelivery.Accepted));
        Assert.That((await ClaimOneAsync()).Delivery.EventId, Is.EqualTo(deliveries[1].EventId));
    }

    [Test]
    public async Task Step_ends_no_more_than_its_limit()
    {
        await AddAsync(SomeDelivery.Many(7, Missing));
        await GiveUpAsync();
        Time.Advance(OneDay);

        int[] ended = [await StepAsync(), await StepAsync(), await StepAsync()];

        Assert.That(ended, Is.EqualTo(new[] { 3, 3, 1 }));

        async Task<int> StepAsync() => (await Store.GiveUpAsync(Request(limit: 3))).Ended.Count;
    }

    [Test]
    public async Task Call_that_names_no_workflows_at_all_notes_and_ends_none()
    {
        await AddAsync(SomeDelivery.New(Missing));
        var request = new GiveUpRequest { Limit = 10, MissingWorkflowAge = OneDay };

        Assert.That((await Store.GiveUpAsync(request)).MissingWorkflows, Is.Empty);
        Time.Advance(OneDay * 2);
        Assert.That((await Store.GiveUpAsync(request)).Ended, Is.Empty);
        Assert.That((await GiveUpAsync()).Ended, Is.Empty, "it is noted only now");
    }

    private static GiveUpRequest Request(int limit = 100, params Guid[] workflows) => new()
    {
        Limit = limit,
        Workflows = workflows.ToHashSet(),
        MissingWorkflowAge = OneDay,
    };

    private Task<GiveUpResult> GiveUpAsync(params Guid[] workflows) => Store.GiveUpAsync(Request(workflows: workflows));
}
