using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Tests.Support;

namespace Totvs.Webhooks.Sqlite.Tests.Connections;

/// <summary>Each fault throws the one documented exception, loses nothing that was accepted, and is over when its cause is.</summary>
public sealed class SqliteFaultTests
{
    private StoreUnderTest _underTest = default!;

    [SetUp]
    public void SetUp() => _underTest = new StoreUnderTest();

    [TearDown]
    public async Task TearDown() => await _underTest.DisposeAsync();

    [Test]
    public async Task Full_disk()
    {
        SqliteDatabase database = _underTest.OpenDatabase();
        SqliteRetryStore store = _underTest.On(database);
        Delivery accepted = SomeDelivery.New();
        await StoreUnderTest.AddAsync(store, accepted);
        await LimitPagesAsync(database, 40);

        RetryStoreException fault = await FaultOfAsync(() => StoreUnderTest.AddAsync(store, SomeDelivery.New(payload: new byte[1_000_000])));
        AssertSays(fault, isTransient: true, "the disk is full", "Free space");

        await LimitPagesAsync(database, 1_000_000);
        Delivery later = SomeDelivery.New();
        await StoreUnderTest.AddAsync(store, later);
        Assert.That(await StoreUnderTest.ClaimIdsAsync(store), Is.EqualTo(new[] { accepted.EventId, later.EventId }));
    }

    [Test]
    public async Task Full_disk_fails_only_those_for_whom_there_is_no_room()
    {
        SqliteDatabase database = _underTest.OpenDatabase();
        SqliteRetryStore store = _underTest.On(database);
        await LimitPagesAsync(database, 60);
        using var isHeld = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        Task<bool> holding = database.WriteAsync(
            _ =>
            {
                isHeld.Set();
                return goOn.Wait(TimeSpan.FromSeconds(30));
            },
            1,
            CancellationToken.None);
        isHeld.Wait(TimeSpan.FromSeconds(30));
        Task small = StoreUnderTest.AddAsync(store, SomeDelivery.New());
        Task large = StoreUnderTest.AddAsync(store, SomeDelivery.New(payload: new byte[1_000_000]));
        Task smallToo = StoreUnderTest.AddAsync(store, SomeDelivery.New());
        goOn.Set();

        await Task.WhenAll(holding, small, smallToo);
        AssertSays(await FaultOfAsync(() => large), isTransient: true, "the disk is full");
        Assert.That((await store.CountAsync()).Waiting, Is.EqualTo(2));
    }

    [Test]
    public async Task File_that_is_read_only()
    {
        SqliteDatabase first = _underTest.OpenDatabase();
        Delivery accepted = SomeDelivery.New();
        await StoreUnderTest.AddAsync(_underTest.On(first), accepted);

        SqliteRetryStore store = _underTest.Open(new SqliteOptions { ConnectionString = $"Data Source={_underTest.FilePath};Mode=ReadOnly" });

        RetryStoreException fault = await FaultOfAsync(() => StoreUnderTest.AddAsync(store, SomeDelivery.New()));
        AssertSays(fault, isTransient: false, "read-only", "the right to write");
        Assert.That(await StoreUnderTest.ClaimIdsAsync(_underTest.On(first)), Is.EqualTo(new[] { accepted.EventId }), "it is untouched");
    }

    [Test]
    public async Task File_that_becomes_read_only_for_a_while()
    {
        SqliteDatabase database = _underTest.OpenDatabase();
        SqliteRetryStore store = _underTest.On(database);
        await ExecuteAsync(database, "PRAGMA query_only = ON");

        AssertSays(await FaultOfAsync(() => StoreUnderTest.AddAsync(store, SomeDelivery.New())), isTransient: false, "read-only");

        Assert.That(async () => await StoreUnderTest.AddAsync(store, SomeDelivery.New()), Throws.Nothing, "its connection was opened anew");
    }

    [Test]
    [Platform("Linux")]
    public async Task File_system_that_has_no_shared_memory_for_the_log()
    {
        SqliteRetryStore store = _underTest.Open(new SqliteOptions { ConnectionString = $"Data Source={_underTest.FilePath};Vfs=unix-none" });

        RetryStoreException fault = await FaultOfAsync(() => StoreUnderTest.AddAsync(store, SomeDelivery.New()));

        AssertSays(fault, isTransient: false, "cannot keep a write-ahead log", "a local disk");
    }

    [Test]
    public async Task Directory_that_does_not_exist()
    {
        string directory = Path.Combine(_underTest.Directory, "missing");
        SqliteRetryStore store = _underTest.Open(new SqliteOptions { ConnectionString = $"Data Source={Path.Combine(directory, "webhooks.db")}" });

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
        SqliteRetryStore store = _underTest.Open(new SqliteOptions { BusyTimeout = TimeSpan.FromMilliseconds(50) });
        Delivery accepted = SomeDelivery.New();
        await StoreUnderTest.AddAsync(store, accepted);
        using var other = new OtherProcess(_underTest.FilePath);
        other.Execute("BEGIN IMMEDIATE");

        RetryStoreException fault = await FaultOfAsync(() => StoreUnderTest.AddAsync(store, SomeDelivery.New()));
        AssertSays(fault, isTransient: true, "locked for longer than SqliteOptions.BusyTimeout", "raise BusyTimeout");
        Assert.That((await store.CountAsync()).Waiting, Is.EqualTo(1), "readers go on");

        other.Execute("ROLLBACK");
        Assert.That(await StoreUnderTest.ClaimIdsAsync(store), Is.EqualTo(new[] { accepted.EventId }));
    }

    [Test]
    public async Task File_that_is_locked_for_less_than_the_busy_timeout()
    {
        SqliteRetryStore store = _underTest.Open(new SqliteOptions { BusyTimeout = TimeSpan.FromMinutes(1) });
        await StoreUnderTest.AddAsync(store, SomeDelivery.New());
        using var other = new OtherProcess(_underTest.FilePath);
        other.Execute("BEGIN IMMEDIATE");

        Task add = StoreUnderTest.AddAsync(store, SomeDelivery.New());
        Assert.That(add.IsCompleted, Is.False);
        other.Execute("ROLLBACK");

        Assert.That(async () => await add, Throws.Nothing);
    }

    [Test]
    public async Task File_that_is_no_database()
    {
        await File.WriteAllTextAsync(_underTest.FilePath, new string('x', 10_000));
        SqliteRetryStore store = _underTest.Open();

        RetryStoreException fault = await FaultOfAsync(() => StoreUnderTest.AddAsync(store, SomeDelivery.New()));
        AssertSays(fault, isTransient: false, "damaged, or is not a SQLite database", ".recover");
        Assert.That(new FileInfo(_underTest.FilePath).Length, Is.EqualTo(10_000), "nothing was changed in it");

        File.Delete(_underTest.FilePath);
        Assert.That(async () => await StoreUnderTest.AddAsync(store, SomeDelivery.New()), Throws.Nothing, "once it was moved away");
    }

    [Test]
    public async Task File_that_is_damaged_inside()
    {
        SqliteDatabase first = _underTest.OpenDatabase();
        await StoreUnderTest.AddAsync(_underTest.On(first), SomeDelivery.Many(200));
        await first.DisposeAsync();
        byte[] content = await File.ReadAllBytesAsync(_underTest.FilePath);
        content.AsSpan(4_096).Fill(0xA5);
        await File.WriteAllBytesAsync(_underTest.FilePath, content);

        SqliteRetryStore store = _underTest.Open();

        AssertSays(await FaultOfAsync(() => StoreUnderTest.AddAsync(store, SomeDelivery.New())), isTransient: false, "damaged");
        AssertSays(await FaultOfAsync(() => StoreUnderTest.ClaimAsync(store)), isTransient: false, "damaged");
    }

    [Test]
    public async Task Clock_that_is_set_back_by_an_hour_neither_stops_the_queue_nor_hurries_a_retry()
    {
        SqliteRetryStore store = _underTest.Open();
        await StoreUnderTest.AddAsync(store, SomeDelivery.New());
        Lease lease = (await StoreUnderTest.ClaimAsync(store))[0];
        await store.SettleAsync([Settlement.Retry(lease, SomeDelivery.Failed, TimeSpan.FromMinutes(5))]);

        _underTest.Time.Step(TimeSpan.FromHours(-1));
        Delivery added = SomeDelivery.New();
        await StoreUnderTest.AddAsync(store, added);

        Assert.That(await StoreUnderTest.ClaimIdsAsync(store), Is.EqualTo(new[] { added.EventId }), "what is new is due at once");
        Assert.That(await store.GetTimeUntilDueAsync([]), Is.EqualTo(StoreUnderTest.LeaseDuration));
        _underTest.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.That(await StoreUnderTest.ClaimIdsAsync(store), Does.Not.Contain(lease.Delivery.EventId));
        _underTest.Time.Advance(TimeSpan.FromTicks(1));
        Assert.That(await StoreUnderTest.ClaimIdsAsync(store), Does.Contain(lease.Delivery.EventId));
    }

    [Test]
    public async Task Clock_that_is_set_forward_by_a_day_ends_no_lease_and_no_wait_early()
    {
        SqliteRetryStore store = _underTest.Open();
        await StoreUnderTest.AddAsync(store, SomeDelivery.Many(2));
        IReadOnlyList<Lease> leases = await StoreUnderTest.ClaimAsync(store);
        await store.SettleAsync([Settlement.Retry(leases[0], SomeDelivery.Failed, TimeSpan.FromMinutes(5))]);

        _underTest.Time.Step(TimeSpan.FromDays(1));

        Assert.That(await StoreUnderTest.ClaimIdsAsync(store), Is.Empty);
        _underTest.Time.Advance(StoreUnderTest.LeaseDuration);
        Assert.That(await StoreUnderTest.ClaimIdsAsync(store), Is.EqualTo(new[] { leases[1].Delivery.EventId }), "its lease has ended");
        _underTest.Time.Advance(TimeSpan.FromMinutes(3));
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

    private static Task<bool> ExecuteAsync(SqliteDatabase database, string sql) => database.WriteAsync(
        session =>
        {
            session.Execute(sql);
            return true;
        },
        1,
        CancellationToken.None);

    private static Task<bool> LimitPagesAsync(SqliteDatabase database, int pages) => ExecuteAsync(database, $"PRAGMA max_page_count = {pages}");

    private void AssertSays(RetryStoreException fault, bool isTransient, params string[] parts)
    {
        Assert.That(fault.IsTransient, Is.EqualTo(isTransient));
        Assert.That(fault.Message, Does.Contain(_underTest.Directory), "the path");
        foreach (string part in parts)
        {
            Assert.That(fault.Message, Does.Contain(part));
        }
    }
}
