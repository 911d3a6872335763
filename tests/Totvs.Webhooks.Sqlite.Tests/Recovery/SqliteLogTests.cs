using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;
using Totvs.Webhooks.Sqlite.Tests.Support;

namespace Totvs.Webhooks.Sqlite.Tests.Recovery;

/// <summary>How long the write-ahead log becomes while somebody reads.</summary>
public sealed class SqliteLogTests
{
    private const long Megabyte = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private StoreUnderTest _underTest = default!;
    private FakeLogCollector _logs = default!;
    private SqliteDatabase _database = default!;
    private SqliteRetryStore _store = default!;

    private long LogLength => new FileInfo(_underTest.FilePath + "-wal").Length;

    [SetUp]
    public void SetUp()
    {
        _underTest = new StoreUnderTest();
        _logs = new FakeLogCollector();
        _database = Open();
        _store = _underTest.On(_database);
    }

    [TearDown]
    public async Task TearDown()
    {
        await _database.DisposeAsync();
        await _underTest.DisposeAsync();
    }

    [Test]
    public async Task Log_begins_anew_although_some_reader_of_this_process_is_always_in_a_transaction() => await WriteWhileReadingAsync(_database);

    [Test]
    public async Task Log_begins_anew_although_some_reader_of_another_process_of_ours_is_always_in_a_transaction() => await WriteWhileReadingAsync(Open());

    [Test]
    public async Task Reader_that_never_ends_is_warned_of_once_and_stops_nobody()
    {
        await StoreUnderTest.AddAsync(_store, SomeDelivery.New());
        using var tool = new OtherProcess(_underTest.FilePath);
        tool.Execute("BEGIN");
        tool.Read("SELECT count(*) FROM deliveries");

        int added = 1;
        for (; Warnings() == 0; added++)
        {
            await StoreUnderTest.AddAsync(_store, SomeDelivery.New(payload: new byte[100_000])).WaitAsync(Patience);
            Assert.That((await _store.CountAsync().WaitAsync(Patience)).Waiting, Is.EqualTo(added + 1), "readers of this process go on");
        }

        FakeLogRecord warning = _logs.GetSnapshot().Single(record => record.Id.Id == 5011);
        Assert.That(warning.Level, Is.EqualTo(LogLevel.Warning));
        Assert.That(warning.Message, Does.Contain(_underTest.FilePath).And.Contains("End that transaction"));
        tool.Execute("ROLLBACK");
        Assert.That((await _store.CountAsync()).Waiting, Is.EqualTo(added));
    }

    [Test]
    public async Task Reader_whose_wait_for_the_log_is_cancelled_leaves_nothing_behind()
    {
        using var goOn = new ManualResetEventSlim();
        using var isReading = new ManualResetEventSlim();
        await StoreUnderTest.AddAsync(_store, SomeDelivery.New());
        Task<bool> reading = _database.ReadAsync(
            connection =>
            {
                using var transaction = connection.BeginTransaction(deferred: true);
                using var statement = new SqliteStatement(connection, "SELECT count(*) FROM deliveries");
                statement.ReadNumber();
                isReading.Set();
                return goOn.Wait(Patience);
            },
            CancellationToken.None);
        isReading.Wait(Patience);
        await StoreUnderTest.AddAsync(_store, SomeDelivery.New(payload: new byte[3 * Megabyte]));

        using var cancellation = new CancellationTokenSource();
        Task waiting = _store.CountAsync(cancellation.Token);
        await cancellation.CancelAsync();
        Assert.That(async () => await waiting.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
        goOn.Set();

        Assert.That(await reading.WaitAsync(Patience), Is.True);
        Assert.That((await _store.CountAsync().WaitAsync(Patience)).Waiting, Is.EqualTo(2));
    }

    private SqliteDatabase Open() => _underTest.OpenDatabase(new SqliteOptions { LongestLog = 2 * Megabyte }, logger: new FakeLogger<SqliteDatabase>(_logs));

    private int Warnings() => _logs.GetSnapshot().Count(record => record.Id.Id == 5011);

    private async Task WriteWhileReadingAsync(SqliteDatabase readers)
    {
        await StoreUnderTest.AddAsync(_store, SomeDelivery.New());
        Task reader = Task.CompletedTask;
        var mayLeave = new ManualResetEventSlim();
        long longest = 0;
        for (int turn = 0; turn < 150; turn++)
        {
            if (turn % 5 == 0)
            {
                // The one before stays in its transaction until the next is in its own, or is seen to be held back.
                ManualResetEventSlim before = mayLeave;
                mayLeave = new ManualResetEventSlim();
                reader = await ReadAsync(readers, mayLeave);
                before.Set();
            }

            await StoreUnderTest.AddAsync(_store, SomeDelivery.New(payload: new byte[400_000])).WaitAsync(Patience);
            longest = Math.Max(longest, LogLength);
        }

        mayLeave.Set();
        await reader.WaitAsync(Patience);
        Assert.That(longest, Is.LessThan(30 * Megabyte), "60 MB were written");
    }

    private static async Task<Task> ReadAsync(SqliteDatabase database, ManualResetEventSlim mayLeave)
    {
        var isIn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task reading = database.ReadAsync(
            connection =>
            {
                using var transaction = connection.BeginTransaction(deferred: true);
                using var statement = new SqliteStatement(connection, "SELECT count(*) FROM deliveries");
                long? count = statement.ReadNumber();
                isIn.SetResult();
                mayLeave.Wait(Patience);
                return count;
            },
            CancellationToken.None);
        try
        {
            await isIn.Task.WaitAsync(TimeSpan.FromMilliseconds(100));
        }
        catch (TimeoutException)
        {
            // It is held back until the others have left.
        }

        return reading;
    }
}
