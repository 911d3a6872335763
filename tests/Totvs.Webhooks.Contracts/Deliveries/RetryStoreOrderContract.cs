using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;

namespace Totvs.Webhooks.Contracts.Deliveries;

/// <summary>What ordered deliveries must do: of one workflow and record one at a time goes, in the order of adding.</summary>
/// <typeparam name="TFactory">Makes the store.</typeparam>
public abstract class RetryStoreOrderContract<TFactory> : RetryStoreFixture<TFactory>
    where TFactory : IRetryStoreFactory, new()
{
    private static readonly Guid Other = new("00000000-0000-0000-0000-0000000000d1");

    [Test]
    public async Task Only_the_first_of_a_record_is_claimed([Values] bool inOneRequest)
    {
        Delivery[] deliveries = [SomeDelivery.Ordered(), SomeDelivery.Ordered(), SomeDelivery.Ordered()];
        await AddAllAsync(deliveries, inOneRequest);

        Assert.That(IdsOf(await ClaimAsync()), Is.EqualTo(new[] { deliveries[0].EventId }));
        Assert.That(await ClaimAsync(), Is.Empty);
    }

    [Test]
    public async Task Next_is_due_at_once_when_the_one_before_has_ended([Values] bool isDelivered)
    {
        Delivery[] deliveries = [SomeDelivery.Ordered(), SomeDelivery.Ordered(), SomeDelivery.Ordered()];
        await AddAsync(deliveries);
        foreach (Delivery delivery in deliveries)
        {
            Lease lease = await ClaimOneAsync();
            Assert.That(lease.Delivery.EventId, Is.EqualTo(delivery.EventId));

            await SettleAsync(isDelivered ? Settlement.Delivered(lease, SomeDelivery.Accepted) : Settlement.Discarded(lease, "enough"));
        }

        Assert.That(await ClaimAsync(), Is.Empty);
        Assert.That(await TimeUntilDueAsync(), Is.Null);
    }

    [Test]
    public async Task Failing_one_holds_back_its_record_and_no_other()
    {
        Delivery failing = SomeDelivery.Ordered("a");
        Delivery otherRecord = SomeDelivery.Ordered("b");
        Delivery otherWorkflow = SomeDelivery.Ordered("a", Other);
        Delivery unordered = SomeDelivery.New(recordId: "a");
        await AddAsync(failing);
        Lease lease = await ClaimOneAsync();
        await SettleAsync(Settlement.Retry(lease, SomeDelivery.Failed, TimeSpan.FromMinutes(5)));

        await AddAsync(SomeDelivery.Ordered("a"), otherRecord, otherWorkflow, unordered);

        Assert.That(IdsOf(await ClaimAsync()), Is.EquivalentTo(new[] { otherRecord.EventId, otherWorkflow.EventId, unordered.EventId }));
        Assert.That(await TimeUntilDueAsync([Other]), Is.EqualTo(LeaseDuration), "the next thing to happen is the end of the leases");
        Time.Advance(TimeSpan.FromMinutes(5));
        Assert.That(IdsOf(await ClaimAsync()), Does.Contain(failing.EventId));
    }

    [Test]
    public async Task One_that_is_given_back_or_abandoned_still_goes_first([Values] bool isGivenBack)
    {
        Delivery first = SomeDelivery.Ordered();
        await AddAsync(first, SomeDelivery.Ordered());
        Lease lease = await ClaimOneAsync();
        if (isGivenBack)
        {
            await SettleAsync(Settlement.Released(lease));
        }
        else
        {
            Time.Advance(LeaseDuration);
        }

        Assert.That(IdsOf(await ClaimAsync()), Is.EqualTo(new[] { first.EventId }));
    }

    [Test]
    public async Task One_that_is_held_back_gets_no_lease_when_it_is_added_as_claimed()
    {
        Delivery[] deliveries = [SomeDelivery.Ordered("a"), SomeDelivery.Ordered("a"), SomeDelivery.Ordered("b")];

        IReadOnlyList<Lease> leases = await Store.AddAsync(new AddRequest { Claimed = deliveries, LeaseDuration = LeaseDuration });

        Assert.That(IdsOf(leases), Is.EqualTo(new[] { deliveries[0].EventId, deliveries[2].EventId }));
        await SettleAsync(Settlement.Delivered(leases[0], SomeDelivery.Accepted));
        Assert.That((await ClaimOneAsync()).Delivery.EventId, Is.EqualTo(deliveries[1].EventId));
    }

    [Test]
    public async Task One_that_is_held_back_waits_and_is_due_at_no_time()
    {
        Delivery heldBack = SomeDelivery.Ordered();
        await AddAsync(SomeDelivery.Ordered(), heldBack);

        DeliveryRecord? record = await History.FindAsync(heldBack.EventId);

        Assert.That(record, Is.Not.Null);
        Assert.That(record.State, Is.EqualTo(DeliveryState.Waiting));
        Assert.That(record.DueAt, Is.Null);
        Assert.That(record.Delivery.IsOrdered, Is.True);
        Assert.That((await History.CountAsync()).Waiting, Is.EqualTo(2));
    }

    [Test]
    public async Task Adding_the_first_again_does_not_hold_it_back()
    {
        Delivery first = SomeDelivery.Ordered();
        await AddAsync(first);
        await AddAsync(first);

        Assert.That((await ClaimOneAsync()).Delivery.EventId, Is.EqualTo(first.EventId));
    }

    [Test]
    public async Task Redelivered_one_waits_for_the_one_under_way_and_goes_before_later_ones()
    {
        Delivery[] deliveries = [SomeDelivery.Ordered(), SomeDelivery.Ordered(), SomeDelivery.Ordered()];
        await AddAsync(deliveries);
        await SettleAsync(Settlement.Discarded(await ClaimOneAsync(), "enough"));
        Lease second = await ClaimOneAsync();

        Assert.That(await History.RedeliverAsync([deliveries[0].EventId]), Is.EqualTo(1));

        Assert.That(await ClaimAsync(), Is.Empty);
        await SettleAsync(Settlement.Delivered(second, SomeDelivery.Accepted));
        Lease again = await ClaimOneAsync();
        Assert.That(again.Delivery.EventId, Is.EqualTo(deliveries[0].EventId));
        await SettleAsync(Settlement.Delivered(again, SomeDelivery.Accepted));
        Assert.That((await ClaimOneAsync()).Delivery.EventId, Is.EqualTo(deliveries[2].EventId));
    }

    [Test]
    public async Task Redelivered_one_of_a_record_without_others_is_due_at_once()
    {
        Delivery delivery = SomeDelivery.Ordered();
        await AddAsync(delivery);
        await SettleAsync(Settlement.Discarded(await ClaimOneAsync(), "enough"));

        await History.RedeliverAsync([delivery.EventId]);

        Assert.That((await ClaimOneAsync()).Delivery.EventId, Is.EqualTo(delivery.EventId));
    }

    [Test]
    public async Task Redelivered_together_they_go_in_the_order_of_adding_whatever_order_they_are_named_in()
    {
        Delivery[] deliveries = [SomeDelivery.Ordered(), SomeDelivery.Ordered(), SomeDelivery.Ordered()];
        await AddAsync(deliveries);
        foreach (Delivery delivery in deliveries)
        {
            await SettleAsync(Settlement.Discarded(await ClaimOneAsync(), "enough"));
        }

        await History.RedeliverAsync([.. deliveries.Reverse().Select(delivery => delivery.EventId)]);

        foreach (Delivery delivery in deliveries)
        {
            Lease lease = await ClaimOneAsync();
            Assert.That(lease.Delivery.EventId, Is.EqualTo(delivery.EventId));
            await SettleAsync(Settlement.Delivered(lease, SomeDelivery.Accepted));
        }
    }

    private async Task AddAllAsync(Delivery[] deliveries, bool inOneRequest)
    {
        if (inOneRequest)
        {
            await AddAsync(deliveries);
            return;
        }

        foreach (Delivery delivery in deliveries)
        {
            await AddAsync(delivery);
        }
    }

    private static IEnumerable<Guid> IdsOf(IEnumerable<Lease> leases) => leases.Select(lease => lease.Delivery.EventId);
}
