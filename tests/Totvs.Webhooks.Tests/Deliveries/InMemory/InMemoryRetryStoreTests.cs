using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Deliveries.InMemory;

namespace Totvs.Webhooks.Tests.Deliveries.InMemory;

public sealed class InMemoryRetryStoreTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task Full_store_refuses_all_of_a_request_and_says_what_to_do()
    {
        var store = new InMemoryRetryStore(3, new RetentionOptions(), _time);
        await store.AddAsync(new AddRequest { Waiting = SomeDelivery.Many(2) });

        Assert.That(
            async () => await store.AddAsync(new AddRequest { Waiting = SomeDelivery.Many(2) }),
            Throws.TypeOf<RetryStoreException>()
                .With.Property("IsTransient").True
                .And.Message.Contains("2 of at most 3").And.Message.Contains("UseInMemoryStore"));
        Assert.That((await store.CountAsync()).Waiting, Is.EqualTo(2));
    }

    [Test]
    public async Task Store_that_was_full_takes_more_once_something_ended()
    {
        var store = new InMemoryRetryStore(1, new RetentionOptions(), _time);
        IReadOnlyList<Lease> leases = await store.AddAsync(
                new AddRequest { Claimed = SomeDelivery.Many(1), LeaseDuration = TimeSpan.FromMinutes(2) });

        await store.SettleAsync([Settlement.Discarded(leases[0], "enough")]);

        Assert.That(async () => await store.AddAsync(new AddRequest { Waiting = SomeDelivery.Many(1) }), Throws.Nothing);
    }

    [Test]
    public async Task Finished_ones_are_kept_within_the_capacity_and_the_oldest_go_first()
    {
        var store = new InMemoryRetryStore(2, new RetentionOptions(), _time);
        var discarded = new List<Guid>();
        for (int count = 0; count < 3; count++)
        {
            IReadOnlyList<Lease> leases = await store.AddAsync(
                new AddRequest { Claimed = SomeDelivery.Many(1), LeaseDuration = TimeSpan.FromMinutes(2) });
            await store.SettleAsync([Settlement.Discarded(leases[0], "enough")]);
            discarded.Add(leases[0].Delivery.EventId);
        }

        Assert.That(await store.FindAsync(discarded[0]), Is.Null);
        Assert.That((await store.CountAsync()).Discarded, Is.EqualTo(2));
    }
}
