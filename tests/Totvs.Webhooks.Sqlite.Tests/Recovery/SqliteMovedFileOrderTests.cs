using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Tests.Support;

namespace Totvs.Webhooks.Sqlite.Tests.Recovery;

/// <summary>Someone deletes or replaces the file while it holds ordered deliveries. Windows does not let them.</summary>
[Platform(Exclude = "Win")]
public sealed class SqliteMovedFileOrderTests
{
    private StoreUnderTest _underTest = default!;

    [SetUp]
    public void SetUp() => _underTest = new StoreUnderTest();

    [TearDown]
    public async Task TearDown() => await _underTest.DisposeAsync();

    [Test]
    public async Task Order_of_a_record_is_put_back_with_it([Values] bool isUnderWay)
    {
        SqliteRetryStore store = _underTest.Open();
        Delivery[] deliveries = [SomeDelivery.Ordered(), SomeDelivery.Ordered(), SomeDelivery.Ordered()];
        await StoreUnderTest.AddAsync(store, deliveries);
        Lease? underWay = isUnderWay ? (await StoreUnderTest.ClaimAsync(store)).Single() : null;
        await DeleteAsync(store);
        if (underWay is not null)
        {
            Assert.That(await StoreUnderTest.ClaimAsync(store), Is.Empty);
            await store.SettleAsync([Settlement.Delivered(underWay, SomeDelivery.Accepted)]);
        }

        Assert.That(await DeliverAllAsync(store), Is.EqualTo(deliveries.Skip(isUnderWay ? 1 : 0).Select(delivery => delivery.EventId)));
    }

    [Test]
    public async Task Record_whose_first_is_held_back_behind_one_that_waits_for_its_retry_goes_on()
    {
        SqliteRetryStore store = _underTest.Open();
        Delivery[] deliveries = [SomeDelivery.Ordered(), SomeDelivery.Ordered()];
        await StoreUnderTest.AddAsync(store, deliveries);
        await store.SettleAsync([Settlement.Discarded((await StoreUnderTest.ClaimAsync(store)).Single(), "enough")]);
        await store.SettleAsync([Settlement.Retry((await StoreUnderTest.ClaimAsync(store)).Single(), SomeDelivery.Failed, TimeSpan.FromMinutes(5))]);
        await store.RedeliverAsync([deliveries[0].EventId]);
        await DeleteAsync(store);

        _underTest.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.That(await DeliverAllAsync(store), Is.EqualTo(new[] { deliveries[1].EventId, deliveries[0].EventId }));
    }

    [Test]
    public async Task Record_whose_first_has_ended_in_the_new_file_goes_on()
    {
        SqliteRetryStore store = _underTest.Open();
        Delivery[] deliveries = [SomeDelivery.Ordered(), SomeDelivery.Ordered()];
        await StoreUnderTest.AddAsync(store, deliveries);
        string elsewhere = Path.Combine(_underTest.Directory, "other.db");
        SqliteDatabase other = _underTest.OpenDatabase(new SqliteOptions { ConnectionString = $"Data Source={elsewhere}" });
        await StoreUnderTest.AddAsync(_underTest.On(other), deliveries[0]);
        await _underTest.On(other).SettleAsync([Settlement.Discarded((await StoreUnderTest.ClaimAsync(_underTest.On(other))).Single(), "enough")]);
        await other.DisposeAsync();
        Delete();
        File.Move(elsewhere, _underTest.FilePath);
        await StoreUnderTest.AddAsync(store, SomeDelivery.New(workflowId: Guid.NewGuid()));

        Assert.That(await DeliverAllAsync(store), Does.Contain(deliveries[1].EventId));
    }

    [Test]
    public async Task Record_that_both_files_hold_goes_one_at_a_time()
    {
        SqliteRetryStore store = _underTest.Open();
        Delivery[] old = [SomeDelivery.Ordered(), SomeDelivery.Ordered()];
        await StoreUnderTest.AddAsync(store, old);
        string elsewhere = Path.Combine(_underTest.Directory, "other.db");
        SqliteDatabase other = _underTest.OpenDatabase(new SqliteOptions { ConnectionString = $"Data Source={elsewhere}" });
        Delivery[] held = [SomeDelivery.Ordered(), SomeDelivery.Ordered()];
        await StoreUnderTest.AddAsync(_underTest.On(other), held);
        await other.DisposeAsync();
        Delete();
        File.Move(elsewhere, _underTest.FilePath);
        await StoreUnderTest.AddAsync(store, SomeDelivery.Ordered("another record"));

        Assert.That(await StoreUnderTest.ClaimIdsAsync(store), Has.Length.EqualTo(2).And.Contain(held[0].EventId));
        _underTest.Time.Advance(StoreUnderTest.LeaseDuration);
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
        Delete();

        // The next write finds it out.
        await store.PurgeAsync(1);
    }

    private void Delete()
    {
        File.Delete(_underTest.FilePath);
        File.Delete(_underTest.FilePath + "-wal");
        File.Delete(_underTest.FilePath + "-shm");
    }
}
