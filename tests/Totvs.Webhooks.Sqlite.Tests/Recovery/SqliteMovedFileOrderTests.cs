using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Tests.Support;

namespace Totvs.Webhooks.Sqlite.Tests.Recovery;

/// <summary>The file is deleted or replaced while it holds ordered deliveries. Windows does not allow it.</summary>
[Platform(Exclude = "Win")]
public sealed class SqliteMovedFileOrderTests : StoreTest
{
    [Test]
    public async Task Order_of_a_record_is_put_back_with_it([Values] bool isRunning)
    {
        SqliteRetryStore store = UnderTest.Open();
        Delivery[] deliveries = [SomeDelivery.Ordered(), SomeDelivery.Ordered(), SomeDelivery.Ordered()];
        await StoreUnderTest.AddAsync(store, deliveries);
        Lease? running = isRunning ? (await StoreUnderTest.ClaimAsync(store)).Single() : null;
        await DeleteAsync(store);
        if (running is not null)
        {
            Assert.That(await StoreUnderTest.ClaimAsync(store), Is.Empty);
            await store.SettleAsync([Settlement.Delivered(running, SomeDelivery.Accepted)]);
        }

        Assert.That(await DeliverAllAsync(store), Is.EqualTo(deliveries.Skip(isRunning ? 1 : 0).Select(delivery => delivery.EventId)));
    }

    [Test]
    public async Task Record_whose_first_is_held_back_behind_one_that_waits_for_its_retry_is_not_stuck()
    {
        SqliteRetryStore store = UnderTest.Open();
        Delivery[] deliveries = [SomeDelivery.Ordered(), SomeDelivery.Ordered()];
        await StoreUnderTest.AddAsync(store, deliveries);
        await store.SettleAsync([Settlement.Discarded((await StoreUnderTest.ClaimAsync(store)).Single(), "enough")]);
        await store.SettleAsync(
            [Settlement.Retry((await StoreUnderTest.ClaimAsync(store)).Single(), SomeDelivery.Failed, TimeSpan.FromMinutes(5))]);
        await store.RedeliverAsync([deliveries[0].EventId]);
        await DeleteAsync(store);

        UnderTest.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.That(await DeliverAllAsync(store), Is.EqualTo(new[] { deliveries[1].EventId, deliveries[0].EventId }));
    }

    [Test]
    public async Task Record_whose_first_has_ended_in_the_new_file_is_not_stuck()
    {
        SqliteRetryStore store = UnderTest.Open();
        Delivery[] deliveries = [SomeDelivery.Ordered(), SomeDelivery.Ordered()];
        await StoreUnderTest.AddAsync(store, deliveries);
        string elsewhere = Path.Combine(UnderTest.Directory, "other.db");
        SqliteDatabase other = UnderTest.OpenDatabase(StoreUnderTest.OptionsFor(elsewhere));
        await StoreUnderTest.AddAsync(UnderTest.On(other), deliveries[0]);
        await UnderTest.On(other).SettleAsync(
            [Settlement.Discarded((await StoreUnderTest.ClaimAsync(UnderTest.On(other))).Single(), "enough")]);
        await other.DisposeAsync();
        UnderTest.DeleteFile();
        File.Move(elsewhere, UnderTest.FilePath);
        await StoreUnderTest.AddAsync(store, SomeDelivery.New(workflowId: Guid.NewGuid()));

        Assert.That(await DeliverAllAsync(store), Does.Contain(deliveries[1].EventId));
    }

    [Test]
    public async Task Record_that_both_files_hold_goes_one_at_a_time()
    {
        SqliteRetryStore store = UnderTest.Open();
        Delivery[] old = [SomeDelivery.Ordered(), SomeDelivery.Ordered()];
        await StoreUnderTest.AddAsync(store, old);
        string elsewhere = Path.Combine(UnderTest.Directory, "other.db");
        SqliteDatabase other = UnderTest.OpenDatabase(StoreUnderTest.OptionsFor(elsewhere));
        Delivery[] held = [SomeDelivery.Ordered(), SomeDelivery.Ordered()];
        await StoreUnderTest.AddAsync(UnderTest.On(other), held);
        await other.DisposeAsync();
        UnderTest.DeleteFile();
        File.Move(elsewhere, UnderTest.FilePath);
        await StoreUnderTest.AddAsync(store, SomeDelivery.Ordered("another record"));

        Assert.That(await StoreUnderTest.ClaimIdsAsync(store), Has.Length.EqualTo(2).And.Contain(held[0].EventId));
        UnderTest.Time.Advance(StoreUnderTest.LeaseDuration);
        Assert.That(await DeliverAllAsync(store), Is.SupersetOf(held.Concat(old).Select(delivery => delivery.EventId)));
    }

    /// <summary>Claims one at a time and delivers it, until nothing is due.</summary>
    private static async Task<List<Guid>> DeliverAllAsync(SqliteRetryStore store)
    {
        var delivered = new List<Guid>();
        while (await StoreUnderTest.ClaimAsync(store) is { Count: > 0 } leases)
        {
            delivered.AddRange(leases.Select(lease => lease.Delivery.EventId));
            await store.SettleAsync([.. leases.Select(lease => Settlement.Delivered(lease, SomeDelivery.Accepted))]);
        }

        return delivered;
    }

    private async Task DeleteAsync(SqliteRetryStore store)
    {
        UnderTest.DeleteFile();

        // The next write finds it out.
        await store.PurgeAsync(1);
    }
}
