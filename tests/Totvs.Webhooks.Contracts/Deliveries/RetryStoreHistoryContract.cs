using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;

namespace Totvs.Webhooks.Contracts.Deliveries;

/// <summary>What the read side, redelivery and purging must do.</summary>
/// <typeparam name="TFactory">The factory of the store.</typeparam>
public abstract class RetryStoreHistoryContract<TFactory> : RetryStoreFixture<TFactory>
    where TFactory : IRetryStoreFactory, new()
{
    [Test]
    public async Task Unknown_delivery_is_not_found() => Assert.That(await History.FindAsync(Guid.NewGuid()), Is.Null);

    [Test]
    public async Task Record_has_the_state_of_its_delivery()
    {
        Delivery delivery = SomeDelivery.New();
        await AddAsync(delivery);
        Assert.That((await History.FindAsync(delivery.EventId))!.State, Is.EqualTo(DeliveryState.Waiting));

        Lease lease = await ClaimOneAsync();
        Assert.That((await History.FindAsync(delivery.EventId))!.State, Is.EqualTo(DeliveryState.Claimed));

        await SettleAsync(Settlement.Retry(lease, SomeDelivery.Failed, TimeSpan.FromMinutes(5)));
        DeliveryRecord waiting = (await History.FindAsync(delivery.EventId))!;
        Assert.That(waiting.State, Is.EqualTo(DeliveryState.Waiting));
        Assert.That(waiting.DueAt, Is.EqualTo(Time.GetUtcNow().AddMinutes(5)));
        Assert.That(waiting.LastOutcome, Is.EqualTo(SomeDelivery.Failed));

        Time.Advance(TimeSpan.FromMinutes(5));
        await SettleAsync(Settlement.Discarded(await ClaimOneAsync(), "enough", SomeDelivery.Failed));
        DeliveryRecord discarded = (await History.FindAsync(delivery.EventId))!;
        Assert.That(discarded.State, Is.EqualTo(DeliveryState.Discarded));
        Assert.That(discarded.DiscardReason, Is.EqualTo("enough"));
        Assert.That(discarded.FinishedAt, Is.EqualTo(Time.GetUtcNow()));
        Assert.That(discarded.DueAt, Is.Null);
        Assert.That(discarded.Delivery.FailedAttempts, Is.EqualTo(2));
        Assert.That(discarded.Delivery.Payload.ToArray(), Is.EqualTo(delivery.Payload.ToArray()));
    }

    [Test]
    public async Task Discard_without_an_attempt_counts_none_and_keeps_the_last_outcome()
    {
        Delivery delivery = SomeDelivery.New();
        await AddAsync(delivery);
        await SettleAsync(Settlement.Retry(await ClaimOneAsync(), SomeDelivery.Failed, TimeSpan.FromMinutes(5)));
        Time.Advance(TimeSpan.FromMinutes(5));

        await SettleAsync(Settlement.Discarded(await ClaimOneAsync(), "abandoned"));

        DeliveryRecord discarded = (await History.FindAsync(delivery.EventId))!;
        Assert.That(discarded.Delivery.FailedAttempts, Is.EqualTo(1));
        Assert.That(discarded.LastOutcome, Is.EqualTo(SomeDelivery.Failed));
    }

    [Test]
    public async Task Claim_whose_lease_has_ended_reads_as_waiting()
    {
        Delivery delivery = SomeDelivery.New();
        await AddAsync(delivery);
        await ClaimOneAsync();
        Time.Advance(LeaseDuration);

        Assert.That((await History.FindAsync(delivery.EventId))!.State, Is.EqualTo(DeliveryState.Waiting));
    }

    [Test]
    public async Task Delivered_one_is_gone_unless_history_is_kept()
    {
        await AddAsync(SomeDelivery.Many(2));
        IReadOnlyList<Lease> leases = await ClaimAsync();
        await SettleAsync(Settlement.Delivered(leases[0], SomeDelivery.Accepted));
        Retention.DeliveredAge = TimeSpan.FromDays(1);
        await SettleAsync(Settlement.Delivered(leases[1], SomeDelivery.Accepted));

        Assert.That(await History.FindAsync(leases[0].Delivery.EventId), Is.Null);
        DeliveryRecord kept = (await History.FindAsync(leases[1].Delivery.EventId))!;
        Assert.That(kept.State, Is.EqualTo(DeliveryState.Delivered));
        Assert.That(kept.LastOutcome, Is.EqualTo(SomeDelivery.Accepted));
        Assert.That(kept.FinishedAt, Is.EqualTo(Time.GetUtcNow()));
    }

    [Test]
    public async Task Deliveries_are_counted_by_state()
    {
        Retention.DeliveredAge = TimeSpan.FromDays(1);
        await AddAsync(SomeDelivery.Many(10));
        IReadOnlyList<Lease> leases = await ClaimAsync(limit: 6);
        await SettleAsync(Settlement.Delivered(leases[0], SomeDelivery.Accepted));
        await SettleAsync(Settlement.Delivered(leases[1], SomeDelivery.Accepted));
        await SettleAsync(Settlement.Discarded(leases[2], "enough"));

        Assert.That(await History.CountAsync(), Is.EqualTo(new DeliveryCounts(Waiting: 4, Claimed: 3, Delivered: 2, Discarded: 1)));
    }

    [Test]
    public async Task Search_finds_deliveries_that_satisfy_every_condition()
    {
        Guid other = Guid.NewGuid();
        DateTimeOffset noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        Delivery wanted = SomeDelivery.New(other, recordId: "opportunity-7", createdAt: noon);
        await AddAsync(
            wanted,
            SomeDelivery.New(other, recordId: "opportunity-7", createdAt: noon.AddHours(1)),
            SomeDelivery.New(other, recordId: "opportunity-7", createdAt: noon.AddTicks(-1)),
            SomeDelivery.New(other, recordId: "opportunity-8", createdAt: noon),
            SomeDelivery.New(recordId: "opportunity-7", createdAt: noon));

        DeliveryPage page = await History.SearchAsync(new DeliveryQuery
        {
            State = DeliveryState.Waiting,
            WorkflowId = other,
            RecordId = "opportunity-7",
            CreatedFrom = noon,
            CreatedBefore = noon.AddHours(1),
        });

        Assert.That(page.Deliveries.Select(record => record.Delivery.EventId), Is.EqualTo(new[] { wanted.EventId }));
        Assert.That(page.Next, Is.Null);
    }

    [Test]
    public async Task Search_by_state_finds_only_that_state([Values] DeliveryState state)
    {
        Retention.DeliveredAge = TimeSpan.FromDays(1);
        await AddAsync(SomeDelivery.Many(4));
        IReadOnlyList<Lease> leases = await ClaimAsync(limit: 3);
        await SettleAsync(Settlement.Delivered(leases[0], SomeDelivery.Accepted));
        await SettleAsync(Settlement.Discarded(leases[1], "enough"));

        DeliveryPage page = await History.SearchAsync(new DeliveryQuery { State = state });

        Assert.That(page.Deliveries, Has.Count.EqualTo(1));
        Assert.That(page.Deliveries[0].State, Is.EqualTo(state));
    }

    [Test]
    public async Task Search_pages_through_everything_the_newest_first()
    {
        Delivery[] deliveries = SomeDelivery.Many(25);
        await AddAsync(deliveries);
        var seen = new List<Guid>();
        string? continuation = null;
        do
        {
            DeliveryPage page = await History.SearchAsync(new DeliveryQuery { PageSize = 10, Continuation = continuation });
            Assert.That(page.Deliveries, Has.Count.LessThanOrEqualTo(10));
            seen.AddRange(page.Deliveries.Select(record => record.Delivery.EventId));
            continuation = page.Next;
        }
        while (continuation is not null);

        Assert.That(seen, Is.EqualTo(deliveries.Reverse().Select(delivery => delivery.EventId)));
    }

    [TestCase(0, null)]
    [TestCase(1_001, null)]
    [TestCase(10, "not a continuation")]
    public void Search_refuses_a_page_size_or_continuation_that_is_not_valid(int pageSize, string? continuation) =>
        Assert.That(
            async () => await History.SearchAsync(new DeliveryQuery { PageSize = pageSize, Continuation = continuation }),
            Throws.ArgumentException);

    [Test]
    public async Task Redelivered_one_is_due_at_once_with_its_id_and_all_of_its_attempts([Values] bool delivered)
    {
        Retention.DeliveredAge = TimeSpan.FromDays(1);
        Delivery delivery = SomeDelivery.New();
        await AddAsync(delivery);
        await SettleAsync(Settlement.Retry(await ClaimOneAsync(), SomeDelivery.Failed, TimeSpan.FromMinutes(5)));
        Time.Advance(TimeSpan.FromMinutes(5));
        Lease last = await ClaimOneAsync();
        await SettleAsync(delivered
            ? Settlement.Delivered(last, SomeDelivery.Accepted)
            : Settlement.Discarded(last, "enough", SomeDelivery.Failed));

        Assert.That(await History.RedeliverAsync([delivery.EventId]), Is.EqualTo(1));

        Lease lease = await ClaimOneAsync();
        Assert.That(lease.Delivery.EventId, Is.EqualTo(delivery.EventId));
        Assert.That(lease.Delivery.FailedAttempts, Is.Zero);
        Assert.That(lease.Delivery.Payload.ToArray(), Is.EqualTo(delivery.Payload.ToArray()));
        Assert.That(await History.CountAsync(), Is.EqualTo(new DeliveryCounts(0, 1, 0, 0)));
    }

    [Test]
    public async Task Redelivery_passes_over_what_is_not_finished_or_not_known()
    {
        await AddAsync(SomeDelivery.Many(2));
        IReadOnlyList<Lease> leases = await ClaimAsync(limit: 1);
        DeliveryPage waiting = await History.SearchAsync(new DeliveryQuery { State = DeliveryState.Waiting });

        int redelivered = await History.RedeliverAsync(
            [leases[0].Delivery.EventId, waiting.Deliveries[0].Delivery.EventId, Guid.NewGuid()]);

        Assert.That(redelivered, Is.Zero);
        Assert.That(await SettleAsync(Settlement.Delivered(leases[0], SomeDelivery.Accepted)), Is.True, "the lease is untouched");
    }

    [Test]
    public async Task Purge_removes_discarded_ones_past_their_age_and_nothing_else()
    {
        Retention.DiscardedAge = TimeSpan.FromDays(7);
        await AddAsync(SomeDelivery.Many(3));
        IReadOnlyList<Lease> leases = await ClaimAsync(limit: 2);
        await SettleAsync(Settlement.Discarded(leases[0], "enough"));
        Time.Advance(TimeSpan.FromDays(1));
        await SettleAsync(Settlement.Discarded(leases[1], "enough"));

        Time.Advance(TimeSpan.FromDays(6) - TimeSpan.FromTicks(1));
        Assert.That(await Store.PurgeAsync(100), Is.Zero);
        Time.Advance(TimeSpan.FromTicks(1));
        Assert.That(await Store.PurgeAsync(100), Is.EqualTo(1));

        Assert.That(await History.FindAsync(leases[0].Delivery.EventId), Is.Null);
        Assert.That(await History.CountAsync(), Is.EqualTo(new DeliveryCounts(1, 0, 0, 1)));
    }

    [Test]
    public async Task Purge_removes_delivered_ones_past_their_age_and_past_their_count()
    {
        Retention.DeliveredAge = TimeSpan.FromDays(1);
        Retention.DeliveredCount = 3;
        await AddAsync(SomeDelivery.Many(5));
        foreach (Lease lease in await ClaimAsync())
        {
            await SettleAsync(Settlement.Delivered(lease, SomeDelivery.Accepted));
        }

        Assert.That(await Store.PurgeAsync(100), Is.EqualTo(2), "past the count");
        Time.Advance(TimeSpan.FromDays(1));
        Assert.That(await Store.PurgeAsync(100), Is.EqualTo(3), "past the age");
        Assert.That(await History.CountAsync(), Is.EqualTo(new DeliveryCounts(0, 0, 0, 0)));
    }

    [Test]
    public async Task Purge_goes_in_steps_no_larger_than_asked()
    {
        await AddAsync(SomeDelivery.Many(5));
        foreach (Lease lease in await ClaimAsync())
        {
            await SettleAsync(Settlement.Discarded(lease, "enough"));
        }

        Time.Advance(TimeSpan.FromDays(8));

        Assert.That(await Store.PurgeAsync(2), Is.EqualTo(2));
        Assert.That(await Store.PurgeAsync(2), Is.EqualTo(2));
        Assert.That(await Store.PurgeAsync(2), Is.EqualTo(1));
        Assert.That(await Store.PurgeAsync(2), Is.Zero);
    }
}
