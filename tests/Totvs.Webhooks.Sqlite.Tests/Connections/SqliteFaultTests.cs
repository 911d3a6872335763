using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Tests.Support;

namespace Totvs.Webhooks.Sqlite.Tests.Connections;

/// <summary>Each fault throws the one documented exception, loses nothing that was accepted, and is over when its cause is.</summary>
public sealed class SqliteFaultTests : StoreTest
{
    [Test]
    public async Task Full_disk()
    {
        SqliteDatabase database = UnderTest.OpenDatabase();
        SqliteRetryStore store = UnderTest.On(database);
        Delivery accepted = SomeDelivery.New();
        await StoreUnderTest.AddAsync(store, accepted);
        await LimitPagesAsync(database, 40);

        RetryStoreException fault = await FaultOfAsync(
            () => StoreUnderTest.AddAsync(store, SomeDelivery.New(payload: new byte[1_000_000])));
        AssertSays(fault, isTransient: true, "the disk is full", "Free space");

        await LimitPagesAsync(database, 1_000_000);
        Delivery later = SomeDelivery.New();
        await StoreUnderTest.AddAsync(store, later);
        Assert.That(await StoreUnderTest.ClaimIdsAsync(store), Is.EqualTo(new[] { accepted.EventId, later.EventId }));
    }

    [Test]
    public async Task Full_disk_fails_only_those_for_whom_there_is_no_room()
    {
        SqliteDatabase database = UnderTest.OpenDatabase();
        SqliteRetryStore store = UnderTest.On(database);
        await LimitPagesAsync(database, 60);
        (Task small, Task large, Task smallToo) = (Task.CompletedTask, Task.CompletedTask, Task.CompletedTask);
        await StoreUnderTest.HoldWriterAsync(database, () =>
        {
            small = StoreUnderTest.AddAsync(store, SomeDelivery.New());
            large = StoreUnderTest.AddAsync(store, SomeDelivery.New(payload: new byte[1_000_000]));
            smallToo = StoreUnderTest.AddAsync(store, SomeDelivery.New());
        });

        await Task.WhenAll(small, smallToo);
        AssertSays(await FaultOfAsync(() => large), isTransient: true, "the disk is full");
        Assert.That((await store.CountAsync()).Waiting, Is.EqualTo(2));
    }

    [Test]
    public async Task File_that_is_read_only()
    {
        SqliteDatabase first = UnderTest.OpenDatabase();
        Delivery accepted = SomeDelivery.New();
        await StoreUnderTest.AddAsync(UnderTest.On(first), accepted);

        SqliteRetryStore store = UnderTest.Open(StoreUnderTest.OptionsFor(UnderTest.FilePath, "Mode=ReadOnly"));

        RetryStoreException fault = await FaultOfAsync(() => StoreUnderTest.AddAsync(store, SomeDelivery.New()));
        AssertSays(fault, isTransient: false, "read-only", "the right to write");
        Assert.That(await StoreUnderTest.ClaimIdsAsync(UnderTest.On(first)), Is.EqualTo(new[] { accepted.EventId }), "it is untouched");
    }

    [Test]
    public async Task File_that_becomes_read_only_for_a_while()
    {
        SqliteDatabase database = UnderTest.OpenDatabase();
        SqliteRetryStore store = UnderTest.On(database);
        await StoreUnderTest.ExecuteAsync(database, "PRAGMA query_only = ON");

        AssertSays(await FaultOfAsync(() => StoreUnderTest.AddAsync(store, SomeDelivery.New())), isTransient: false, "read-only");

        Assert.That(async () => await StoreUnderTest.AddAsync(store, SomeDelivery.New()), Throws.Nothing, "it was opened again");
    }

    [Test]
    [Platform("Linux")]
    public async Task File_system_that_has_no_shared_memory_for_the_log()
    {
        SqliteRetryStore store = UnderTest.Open(StoreUnderTest.OptionsFor(UnderTest.FilePath, "Vfs=unix-none"));

        RetryStoreException fault = await FaultOfAsync(() => StoreUnderTest.AddAsync(store, SomeDelivery.New()));

        AssertSays(fault, isTransient: false, "cannot keep a write-ahead log", "a local disk");
    }

    [Test]
    public async Task Directory_that_does_not_exist()
    {
        string directory = Path.Combine(UnderTest.Directory, "missing");
        SqliteRetryStore store = UnderTest.Open(StoreUnderTest.OptionsFor(Path.Combine(directory, "webhooks.db")));

        RetryStoreException fault = await FaultOfAsync(() => StoreUnderTest.AddAsync(store, SomeDelivery.New()));
        AssertSays(fault, isTransient: false, $"the directory '{directory}' does not exist", "Make it");
        Assert.That(async () => await store.CountAsync(), Throws.TypeOf<RetryStoreException>(), "readers say the same");

        Directory.CreateDirectory(directory);
        await StoreUnderTest.AddAsync(store, SomeDelivery.New());
        Assert.That((await store.CountAsync()).Waiting, Is.EqualTo(1));
    }

    [Test]
    public async Task File_that_is_locked_for_longer_than_the_busy_timeout()
    {
        SqliteRetryStore store = UnderTest.Open(new SqliteOptions { BusyTimeout = TimeSpan.FromMilliseconds(50) });
        Delivery accepted = SomeDelivery.New();
        await StoreUnderTest.AddAsync(store, accepted);
        using var other = new OtherProcess(UnderTest.FilePath);
        other.Execute("BEGIN IMMEDIATE");

        RetryStoreException fault = await FaultOfAsync(() => StoreUnderTest.AddAsync(store, SomeDelivery.New()));
        AssertSays(fault, isTransient: true, "locked for longer than SqliteOptions.BusyTimeout", "raise BusyTimeout");
        Assert.That((await store.CountAsync()).Waiting, Is.EqualTo(1), "readers are not stopped");

        other.Execute("ROLLBACK");
        Assert.That(await StoreUnderTest.ClaimIdsAsync(store), Is.EqualTo(new[] { accepted.EventId }));
    }

    [Test]
    public async Task File_that_is_locked_for_less_than_the_busy_timeout()
    {
        SqliteRetryStore store = UnderTest.Open(new SqliteOptions { BusyTimeout = TimeSpan.FromMinutes(1) });
        await StoreUnderTest.AddAsync(store, SomeDelivery.New());
        using var other = new OtherProcess(UnderTest.FilePath);
        other.Execute("BEGIN IMMEDIATE");

        Task add = StoreUnderTest.AddAsync(store, SomeDelivery.New());
        Assert.That(add.IsCompleted, Is.False);
        other.Execute("ROLLBACK");

        Assert.That(async () => await add, Throws.Nothing);
    }

    [Test]
    public async Task File_that_is_no_database()
    {
        await File.WriteAllTextAsync(UnderTest.FilePath, new string('x', 10_000));
        SqliteRetryStore store = UnderTest.Open();

        RetryStoreException fault = await FaultOfAsync(() => StoreUnderTest.AddAsync(store, SomeDelivery.New()));
        AssertSays(fault, isTransient: false, "damaged, or is not a SQLite database", ".recover");
        Assert.That(new FileInfo(UnderTest.FilePath).Length, Is.EqualTo(10_000), "nothing was changed in it");

        File.Delete(UnderTest.FilePath);
        Assert.That(async () => await StoreUnderTest.AddAsync(store, SomeDelivery.New()), Throws.Nothing, "once it was moved away");
    }

    [Test]
    public async Task File_that_is_damaged_inside()
    {
        SqliteDatabase first = UnderTest.OpenDatabase();
        await StoreUnderTest.AddAsync(UnderTest.On(first), SomeDelivery.Many(200));
        await first.DisposeAsync();
        byte[] content = await File.ReadAllBytesAsync(UnderTest.FilePath);
        content.AsSpan(4_096).Fill(0xA5);
        await File.WriteAllBytesAsync(UnderTest.FilePath, content);

        SqliteRetryStore store = UnderTest.Open();

        AssertSays(await FaultOfAsync(() => StoreUnderTest.AddAsync(store, SomeDelivery.New())), isTransient: false, "damaged");
        AssertSays(await FaultOfAsync(() => StoreUnderTest.ClaimAsync(store)), isTransient: false, "damaged");
    }

    [Test]
    public async Task Clock_that_is_set_back_by_an_hour_neither_stops_the_queue_nor_hurries_a_retry()
    {
        SqliteRetryStore store = UnderTest.Open();
        await StoreUnderTest.AddAsync(store, SomeDelivery.New());
        Lease lease = (await StoreUnderTest.ClaimAsync(store))[0];
        await store.SettleAsync([Settlement.Retry(lease, SomeDelivery.Failed, TimeSpan.FromMinutes(5))]);

        UnderTest.Time.Step(TimeSpan.FromHours(-1));
        Delivery added = SomeDelivery.New();
        await StoreUnderTest.AddAsync(store, added);

        Assert.That(await StoreUnderTest.ClaimIdsAsync(store), Is.EqualTo(new[] { added.EventId }), "what is new is due at once");
        var request = new ClaimRequest { Limit = 1, LeaseDuration = StoreUnderTest.LeaseDuration };
        Assert.That(await store.GetTimeUntilDueAsync(request), Is.EqualTo(StoreUnderTest.LeaseDuration));
        UnderTest.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.That(await StoreUnderTest.ClaimIdsAsync(store), Does.Not.Contain(lease.Delivery.EventId));
        UnderTest.Time.Advance(TimeSpan.FromTicks(1));
        Assert.That(await StoreUnderTest.ClaimIdsAsync(store), Does.Contain(lease.Delivery.EventId));
    }

    [Test]
    public async Task Clock_that_is_set_forward_by_a_day_ends_no_lease_and_no_wait_early()
    {
        SqliteRetryStore store = UnderTest.Open();
        await StoreUnderTest.AddAsync(store, SomeDelivery.Many(2));
        IReadOnlyList<Lease> leases = await StoreUnderTest.ClaimAsync(store);
        await store.SettleAsync([Settlement.Retry(leases[0], SomeDelivery.Failed, TimeSpan.FromMinutes(5))]);

        UnderTest.Time.Step(TimeSpan.FromDays(1));

        Assert.That(await StoreUnderTest.ClaimIdsAsync(store), Is.Empty);
        UnderTest.Time.Advance(StoreUnderTest.LeaseDuration);
        Assert.That(await StoreUnderTest.ClaimIdsAsync(store), Is.EqualTo(new[] { leases[1].Delivery.EventId }), "its lease has ended");
        UnderTest.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.That(await StoreUnderTest.ClaimIdsAsync(store), Does.Contain(leases[0].Delivery.EventId), "its wait has ended");
    }

    private static async Task<RetryStoreException> FaultOfAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (RetryStoreException exception)
        {
            return exception;
        }

        throw new AssertionException("The call should have failed with a RetryStoreException.");
    }

    private static Task LimitPagesAsync(SqliteDatabase database, int pages) =>
        StoreUnderTest.ExecuteAsync(database, $"PRAGMA max_page_count = {pages}");

    private void AssertSays(RetryStoreException fault, bool isTransient, params string[] parts)
    {
        Assert.That(fault.IsTransient, Is.EqualTo(isTransient));
        Assert.That(fault.Message, Does.Contain(UnderTest.Directory), "the path");
        foreach (string part in parts)
        {
            Assert.That(fault.Message, Does.Contain(part));
        }
    }
}
