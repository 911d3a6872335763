using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Contracts.Workflows;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Sqlite.Tests.Support;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sqlite.Tests.Recovery;

/// <summary>Someone deletes or replaces the file while it is open. Windows does not let them.</summary>
[Platform(Exclude = "Win")]
public sealed class SqliteMovedFileTests
{
    private StoreUnderTest _underTest = default!;

    [SetUp]
    public void SetUp() => _underTest = new StoreUnderTest();

    [TearDown]
    public async Task TearDown() => await _underTest.DisposeAsync();

    [Test]
    public async Task What_a_deleted_file_held_is_put_back_before_the_next_event_is_accepted([Values] bool withItsLog)
    {
        SqliteDatabase database = _underTest.OpenDatabase();
        SqliteRetryStore store = _underTest.On(database);
        Delivery[] deliveries = SomeDelivery.Many(300);
        await StoreUnderTest.AddAsync(store, deliveries);
        Lease lease = (await StoreUnderTest.ClaimAsync(store, limit: 1))[0];
        await store.SettleAsync([Settlement.Discarded(lease, "enough", SomeDelivery.Failed)]);
        Delete(withItsLog);

        Delivery later = SomeDelivery.New();
        await StoreUnderTest.AddAsync(store, later);
        await database.DisposeAsync();

        SqliteRetryStore afterRestart = _underTest.Open();
        Assert.That(await StoreUnderTest.ClaimIdsAsync(afterRestart), Is.EqualTo(deliveries.Skip(1).Append(later).Select(delivery => delivery.EventId)));
        Assert.That((await afterRestart.FindAsync(lease.Delivery.EventId))!.State, Is.EqualTo(DeliveryState.Discarded));
    }

    [Test]
    public async Task What_a_deleted_file_held_is_put_back_when_the_process_ends_in_good_order()
    {
        SqliteDatabase database = _underTest.OpenDatabase();
        Delivery delivery = SomeDelivery.New();
        await StoreUnderTest.AddAsync(_underTest.On(database), delivery);
        Delete(withItsLog: true);

        await database.DisposeAsync();

        Assert.That(await StoreUnderTest.ClaimIdsAsync(_underTest.Open()), Is.EqualTo(new[] { delivery.EventId }));
    }

    [Test]
    public async Task Workflows_of_a_deleted_file_are_put_back_too()
    {
        SqliteDatabase database = _underTest.OpenDatabase();
        using var workflows = new SqliteWorkflowStore(
            database, protector: null, _underTest.Time, NullLogger<SqliteWorkflowStore>.Instance);
        Workflow workflow = SomeWorkflow.Full();
        await workflows.SaveAsync(workflow);
        Delete(withItsLog: true);

        await StoreUnderTest.AddAsync(_underTest.On(database), SomeDelivery.New());

        Assert.That(await workflows.ListAsync(), Is.EqualTo(new[] { workflow }), "readers look at the new file");
    }

    [Test]
    public async Task Leases_on_what_a_deleted_file_held_still_count()
    {
        SqliteRetryStore store = _underTest.Open();
        Lease lease = (await store.AddAsync(new AddRequest { Claimed = [SomeDelivery.New()], LeaseDuration = StoreUnderTest.LeaseDuration }))[0];
        Delete(withItsLog: true);
        await StoreUnderTest.AddAsync(store, SomeDelivery.New());

        Assert.That(await store.SettleAsync([Settlement.Delivered(lease, SomeDelivery.Accepted)]), Is.Empty);
        Assert.That(await store.CountAsync(), Is.EqualTo(new DeliveryCounts(1, 0, 0, 0)));
    }

    [Test]
    public async Task What_a_deleted_directory_held_is_put_back_when_the_directory_is_there_again()
    {
        string directory = Path.Combine(_underTest.Directory, "data");
        Directory.CreateDirectory(directory);
        SqliteRetryStore store = _underTest.Open(new SqliteOptions { ConnectionString = $"Data Source={Path.Combine(directory, "webhooks.db")}" });
        Delivery accepted = SomeDelivery.New();
        await StoreUnderTest.AddAsync(store, accepted);
        Directory.Delete(directory, recursive: true);

        for (int attempt = 0; attempt < 3; attempt++)
        {
            Assert.That(
                async () => await StoreUnderTest.AddAsync(store, SomeDelivery.New()),
                Throws.TypeOf<RetryStoreException>()
                    .With.Message.Contains("deleted or replaced").And.Message.Contains(directory).And.Message.Contains("Do not end the process")
                    .And.Property(nameof(RetryStoreException.IsTransient)).True);
        }

        Directory.CreateDirectory(directory);
        Delivery later = SomeDelivery.New();
        await StoreUnderTest.AddAsync(store, later);
        Guid[] claimed = await StoreUnderTest.ClaimIdsAsync(store);
        Assert.That(claimed, Does.Contain(accepted.EventId).And.Contain(later.EventId));
    }

    [Test]
    public async Task Two_processes_that_have_a_deleted_file_open_put_each_delivery_back_once()
    {
        SqliteRetryStore one = _underTest.Open();
        SqliteRetryStore other = _underTest.Open();
        Delivery[] deliveries = SomeDelivery.Many(20);
        await StoreUnderTest.AddAsync(one, deliveries[..10]);
        await StoreUnderTest.AddAsync(other, deliveries[10..]);
        Delete(withItsLog: true);

        Guid[] claimed = [.. await StoreUnderTest.ClaimIdsAsync(one), .. await StoreUnderTest.ClaimIdsAsync(other)];

        Assert.That(claimed, Is.EquivalentTo(deliveries.Select(delivery => delivery.EventId)));
    }

    [Test]
    public async Task What_a_replaced_file_held_joins_what_the_new_one_holds()
    {
        SqliteRetryStore store = _underTest.Open();
        Delivery old = SomeDelivery.New();
        await StoreUnderTest.AddAsync(store, old);
        string elsewhere = Path.Combine(_underTest.Directory, "backup.db");
        SqliteDatabase backup = _underTest.OpenDatabase(new SqliteOptions { ConnectionString = $"Data Source={elsewhere}" });
        Delivery restored = SomeDelivery.New();
        await StoreUnderTest.AddAsync(_underTest.On(backup), restored);
        await backup.DisposeAsync();

        Delete(withItsLog: true);
        File.Move(elsewhere, _underTest.FilePath);
        Delivery later = SomeDelivery.New();
        await StoreUnderTest.AddAsync(store, later);

        Assert.That(await StoreUnderTest.ClaimIdsAsync(store), Is.EquivalentTo(new[] { old.EventId, restored.EventId, later.EventId }));
    }

    [Test]
    public async Task Log_that_was_deleted_alone_loses_nothing()
    {
        SqliteDatabase database = _underTest.OpenDatabase();
        SqliteRetryStore store = _underTest.On(database);
        Delivery[] deliveries = SomeDelivery.Many(50);
        await StoreUnderTest.AddAsync(store, deliveries);
        await store.CountAsync();
        File.Delete(_underTest.FilePath + "-wal");

        Delivery later = SomeDelivery.New();
        await StoreUnderTest.AddAsync(store, later);
        await StoreUnderTest.AddAsync(store, SomeDelivery.New());
        await database.DisposeAsync();

        Assert.That(await StoreUnderTest.ClaimIdsAsync(_underTest.Open()), Has.Length.EqualTo(52).And.Contain(later.EventId));
    }

    [Test]
    public async Task Checkpoints_are_not_taken_for_another_file()
    {
        SqliteRetryStore store = _underTest.Open();
        await StoreUnderTest.AddAsync(store, SomeDelivery.New());
        using (var other = new OtherProcess(_underTest.FilePath))
        {
            other.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        await StoreUnderTest.AddAsync(store, SomeDelivery.New());

        Assert.That((await store.CountAsync()).Waiting, Is.EqualTo(2));
    }

    private void Delete(bool withItsLog)
    {
        File.Delete(_underTest.FilePath);
        if (withItsLog)
        {
            File.Delete(_underTest.FilePath + "-wal");
            File.Delete(_underTest.FilePath + "-shm");
        }
    }
}
