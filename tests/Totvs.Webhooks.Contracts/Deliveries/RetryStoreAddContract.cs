using System.Text;
using NUnit.Framework;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Contracts.Deliveries;

/// <summary>What adding must do.</summary>
/// <typeparam name="TFactory">Makes the store.</typeparam>
public abstract class RetryStoreAddContract<TFactory> : RetryStoreFixture<TFactory>
    where TFactory : IRetryStoreFactory, new()
{
    private static readonly string[] Scripts =
    [
        "São Paulo, Conceição", "Иван Петров", "株式会社", "شركة", "חברה", "Ελλάδα", "ไทย", "🧾 emoji 👩‍👩‍👧", "quote ' \" \\ %_ ; --", "line\r\nbreak\ttab",
    ];

    [Test]
    public async Task Added_delivery_is_due_at_once_and_unchanged()
    {
        Delivery delivery = SomeDelivery.New();
        await AddAsync(delivery);

        Lease lease = await ClaimOneAsync();

        Assert.That(lease.Delivery.Payload.ToArray(), Is.EqualTo(delivery.Payload.ToArray()));
        Assert.That(lease.Delivery with { Payload = delivery.Payload }, Is.EqualTo(delivery));
        Assert.That(lease.Delivery.CreatedAt.Offset, Is.EqualTo(delivery.CreatedAt.Offset));
        Assert.That(lease.Duration, Is.EqualTo(LeaseDuration));
        Assert.That(lease.Token, Is.Not.EqualTo(Guid.Empty));
    }

    [TestCase(1)]
    [TestCase(1_000_000)]
    public async Task Body_of_any_length_comes_back_byte_for_byte(int length)
    {
        byte[] payload = new byte[length];
        new Random(length).NextBytes(payload);
        await AddAsync(SomeDelivery.New(payload: payload));

        Lease lease = await ClaimOneAsync();

        Assert.That(lease.Delivery.Payload.Span.SequenceEqual(payload), Is.True);
    }

    [TestCaseSource(nameof(Scripts))]
    public async Task Text_in_every_script_comes_back(string text)
    {
        await AddAsync(SomeDelivery.New(payload: Encoding.UTF8.GetBytes(text), recordId: text));

        Lease lease = await ClaimOneAsync();

        Assert.That(lease.Delivery.RecordId, Is.EqualTo(text));
        Assert.That(Encoding.UTF8.GetString(lease.Delivery.Payload.Span), Is.EqualTo(text));
    }

    [Test]
    public async Task Delivery_added_as_claimed_comes_back_as_a_lease_and_is_not_due()
    {
        Delivery delivery = SomeDelivery.New();

        IReadOnlyList<Lease> leases = await Store.AddAsync(new AddRequest { Claimed = [delivery], LeaseDuration = LeaseDuration });

        Assert.That(leases, Has.Count.EqualTo(1));
        Assert.That(leases[0].Delivery, Is.EqualTo(delivery));
        Assert.That(await ClaimAsync(), Is.Empty);
        Assert.That(await SettleAsync(Settlement.Delivered(leases[0], SomeDelivery.Accepted)), Is.True);
    }

    [Test]
    public async Task Delivery_added_as_claimed_is_due_again_when_its_lease_ends()
    {
        await Store.AddAsync(new AddRequest { Claimed = [SomeDelivery.New()], LeaseDuration = LeaseDuration });

        Time.Advance(LeaseDuration);

        Lease lease = await ClaimOneAsync();
        Assert.That((lease.Delivery.AbandonedClaimCount, lease.IsSuspect), Is.EqualTo((0, true)));
    }

    [Test]
    public async Task Leases_of_claimed_ones_are_in_the_order_given()
    {
        Delivery[] claimed = SomeDelivery.Many(20);

        IReadOnlyList<Lease> leases = await Store.AddAsync(new AddRequest
        {
            Waiting = SomeDelivery.Many(3),
            Claimed = claimed,
            LeaseDuration = LeaseDuration,
        });

        Assert.That(leases.Select(lease => lease.Delivery.EventId), Is.EqualTo(claimed.Select(delivery => delivery.EventId)));
        Assert.That(leases.Select(lease => lease.Token), Is.Unique);
    }

    [Test]
    public async Task Id_that_repeats_is_passed_over()
    {
        Delivery delivery = SomeDelivery.New();
        await AddAsync(delivery);

        await AddAsync(delivery with { RecordId = "other" });
        IReadOnlyList<Lease> leases = await Store.AddAsync(new AddRequest { Claimed = [delivery], LeaseDuration = LeaseDuration });

        Assert.That(leases, Is.Empty);
        Assert.That((await ClaimOneAsync()).Delivery.RecordId, Is.EqualTo("record-1"));
    }

    [Test]
    public async Task Id_that_repeats_in_one_request_is_added_once()
    {
        Delivery delivery = SomeDelivery.New();

        await AddAsync(delivery, SomeDelivery.New(), delivery);

        Assert.That(await ClaimAsync(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Id_of_a_discarded_delivery_is_passed_over()
    {
        Delivery delivery = SomeDelivery.New();
        await AddAsync(delivery);
        await SettleAsync(Settlement.Discarded(await ClaimOneAsync(), "ten attempts failed"));

        await AddAsync(delivery);

        Assert.That(await ClaimAsync(), Is.Empty);
    }

    [Test]
    public async Task Empty_request_adds_nothing()
    {
        Assert.That(await Store.AddAsync(new AddRequest()), Is.Empty);
        Assert.That(await TimeUntilDueAsync(), Is.Null);
    }

    [Test]
    public async Task Thousand_concurrent_adds_are_all_kept()
    {
        Delivery[] deliveries = SomeDelivery.Many(1_000);

        await Task.WhenAll(deliveries.Select(delivery => Task.Run(() => AddAsync(delivery))));

        IReadOnlyList<Lease> leases = await ClaimAsync(2_000, 2_000);
        Assert.That(leases.Select(lease => lease.Delivery.EventId), Is.EquivalentTo(deliveries.Select(delivery => delivery.EventId)));
    }

    [Test]
    public void Cancelled_call_adds_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.That(
            async () => await Store.AddAsync(new AddRequest { Waiting = [SomeDelivery.New()] }, cancelled.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await ClaimAsync(), Is.Empty);
    }
}
