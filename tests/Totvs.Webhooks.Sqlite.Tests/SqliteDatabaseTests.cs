using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Sqlite.Connections;
using Totvs.Webhooks.Sqlite.Queue;
using Totvs.Webhooks.Sqlite.Recovery;
using Totvs.Webhooks.Sqlite.Schema;
using Totvs.Webhooks.Sqlite.Tests.Support;

namespace Totvs.Webhooks.Sqlite.Tests;

public sealed class SqliteDatabaseTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private StoreUnderTest _underTest = default!;
    private SqliteDatabase _database = default!;
    private SqliteRetryStore _store = default!;

    [SetUp]
    public void SetUp()
    {
        _underTest = new StoreUnderTest();
        _database = _underTest.OpenDatabase();
        _store = _underTest.On(_database);
    }

    [TearDown]
    public async Task TearDown()
    {
        await _database.DisposeAsync();
        await _underTest.DisposeAsync();
    }

    [Test]
    public async Task Writer_that_ends_in_an_exception_leaves_no_lock_on_the_file()
    {
        var options = new SqliteOptions { ConnectionString = $"Data Source={_underTest.FilePath}" };
        var file = new SqliteFile(options.ConnectionString);
        var logRestart = new SqliteLogRestart(file, new SqliteReaders(), options.LongestLog, NullLogger.Instance);
        var keeper = new SqliteSessionKeeper(file, options, SqliteSchema.Current, logRestart, NullLogger.Instance);
        keeper.Get().Execute("BEGIN IMMEDIATE");

        keeper.GiveUp();

        SqliteRetryStore other = _underTest.Open(new SqliteOptions { BusyTimeout = TimeSpan.Zero });
        await StoreUnderTest.AddAsync(other, SomeDelivery.New());
        Assert.That((await other.CountAsync()).Waiting, Is.EqualTo(1));
    }

    [Test]
    public async Task Those_who_queue_while_the_writer_is_busy_share_one_commit()
    {
        Task[] adds = [];
        await HoldWriterAsync(() => adds = [.. Enumerable.Range(0, 200).Select(_ => StoreUnderTest.AddAsync(_store, SomeDelivery.New()))]);
        await Task.WhenAll(adds).WaitAsync(Patience);

        Assert.That(_database.CommitCount, Is.EqualTo(2), "the one that held the writer, and one for all");
        Assert.That((await _store.CountAsync()).Waiting, Is.EqualTo(200));
    }

    [Test]
    public async Task Claims_settlements_and_adds_share_a_commit()
    {
        Lease lease = (await _store.AddAsync(new AddRequest { Claimed = [SomeDelivery.New()], LeaseDuration = StoreUnderTest.LeaseDuration }))[0];
        long before = _database.CommitCount;
        Task<IReadOnlyList<Lease>> claim = default!;
        Task[] calls = [];
        await HoldWriterAsync(() =>
        {
            Task add = StoreUnderTest.AddAsync(_store, SomeDelivery.New());
            claim = StoreUnderTest.ClaimAsync(_store);
            calls = [add, claim, _store.SettleAsync([Settlement.Delivered(lease, SomeDelivery.Accepted)]), _store.PurgeAsync(10)];
        });
        await Task.WhenAll(calls).WaitAsync(Patience);

        Assert.That(_database.CommitCount - before, Is.EqualTo(2));
        Assert.That(await claim, Has.Count.EqualTo(1), "in the order they came");
    }

    [Test]
    public async Task One_that_cannot_be_done_does_not_fail_its_neighbours()
    {
        Task[] good = [];
        Task bad = Task.CompletedTask;
        await HoldWriterAsync(() =>
        {
            Task first = StoreUnderTest.AddAsync(_store, SomeDelivery.New());
            bad = StoreUnderTest.AddAsync(_store, SomeDelivery.New(), null!);
            good = [first, StoreUnderTest.AddAsync(_store, SomeDelivery.New())];
        });

        Assert.That(async () => await bad.WaitAsync(Patience), Throws.TypeOf<NullReferenceException>());
        await Task.WhenAll(good).WaitAsync(Patience);
        Assert.That((await _store.CountAsync()).Waiting, Is.EqualTo(2), "nothing of the bad one is kept");
    }

    [Test]
    public async Task Caller_that_gave_up_before_its_turn_keeps_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        Task cancelled = Task.CompletedTask;
        await HoldWriterAsync(() =>
        {
            cancelled = _store.AddAsync(new AddRequest { Waiting = [SomeDelivery.New()] }, cancellation.Token);
            cancellation.Cancel();
        });

        Assert.That(async () => await cancelled.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await _store.CountAsync()).Waiting, Is.Zero);
    }

    [Test]
    public async Task Caller_that_gives_up_while_its_work_is_done_stops_waiting_and_the_commit_goes_on()
    {
        using var cancellation = new CancellationTokenSource();
        using var isUnderWay = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        Task<int> work = _database.WriteAsync(
            session =>
            {
                isUnderWay.Set();
                goOn.Wait(Patience);
                return DeliveryAdding.Add(session, new AddRequest { Waiting = [SomeDelivery.New()] }).Count;
            },
            1,
            cancellation.Token);
        isUnderWay.Wait(Patience);

        await cancellation.CancelAsync();
        Assert.That(async () => await work.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
        goOn.Set();

        Assert.That((await StoreUnderTest.ClaimAsync(_store)), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Readers_see_what_is_committed_while_the_writer_is_at_work()
    {
        await StoreUnderTest.AddAsync(_store, SomeDelivery.New());
        await _store.CountAsync();

        DeliveryCounts? counts = null;
        await HoldWriterAsync(() => counts = _store.CountAsync().WaitAsync(Patience).GetAwaiter().GetResult());

        Assert.That(counts!.Waiting, Is.EqualTo(1));
    }

    [Test]
    public async Task Reader_under_way_does_not_hold_up_the_writer()
    {
        await StoreUnderTest.AddAsync(_store, SomeDelivery.New());
        using var goOn = new ManualResetEventSlim();
        using var isReading = new ManualResetEventSlim();
        Task<long?> reading = _database.ReadAsync(
            connection =>
            {
                using var statement = new SqliteStatement(connection, "SELECT count(*) FROM deliveries");
                using var transaction = connection.BeginTransaction(deferred: true);
                long? before = statement.ReadNumber();
                isReading.Set();
                goOn.Wait(Patience);
                return before + statement.ReadNumber();
            },
            CancellationToken.None);
        isReading.Wait(Patience);

        await StoreUnderTest.AddAsync(_store, SomeDelivery.New()).WaitAsync(Patience);
        goOn.Set();

        Assert.That(await reading.WaitAsync(Patience), Is.EqualTo(2), "its own view stays as it was");
    }

    [Test]
    public async Task Callers_are_held_back_when_the_queue_is_full_and_all_are_done_in_the_end()
    {
        Task[] adds = [];
        await HoldWriterAsync(() => adds = [.. Enumerable.Range(0, 10_000).Select(_ => StoreUnderTest.AddAsync(_store, SomeDelivery.New()))]);

        await Task.WhenAll(adds).WaitAsync(Patience);

        Assert.That((await _store.CountAsync()).Waiting, Is.EqualTo(10_000));
    }

    [Test]
    public async Task Disposal_finishes_what_has_queued_and_then_refuses()
    {
        Task[] adds = [];
        ValueTask disposal = default;
        await HoldWriterAsync(() =>
        {
            adds = [.. Enumerable.Range(0, 50).Select(_ => StoreUnderTest.AddAsync(_store, SomeDelivery.New()))];
            disposal = _database.DisposeAsync();
        });

        await Task.WhenAll(adds).WaitAsync(Patience);
        await disposal;
        Assert.That(async () => await StoreUnderTest.AddAsync(_store, SomeDelivery.New()), Throws.TypeOf<ObjectDisposedException>());
        Assert.That((await _underTest.Open().CountAsync()).Waiting, Is.EqualTo(50));
    }

    /// <summary>Does something while the writer is in the middle of a transaction.</summary>
    private async Task HoldWriterAsync(Action meanwhile)
    {
        using var isHeld = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        Task<bool> holding = _database.WriteAsync(
            _ =>
            {
                isHeld.Set();
                return goOn.Wait(Patience);
            },
            1,
            CancellationToken.None);
        isHeld.Wait(Patience);
        meanwhile();
        goOn.Set();
        Assert.That(await holding.WaitAsync(Patience), Is.True);
    }
}
