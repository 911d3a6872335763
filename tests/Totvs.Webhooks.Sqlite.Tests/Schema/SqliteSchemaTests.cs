using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;
using Totvs.Webhooks.Sqlite.Schema;
using Totvs.Webhooks.Sqlite.Tests.Support;

namespace Totvs.Webhooks.Sqlite.Tests.Schema;

public sealed class SqliteSchemaTests
{
    private const string First = "CREATE TABLE file (id BLOB NOT NULL); INSERT INTO file VALUES (randomblob(16)); CREATE TABLE deliveries (sequence INTEGER PRIMARY KEY, kept TEXT)";
    private const string Second = "CREATE TABLE finished (sequence INTEGER PRIMARY KEY)";

    private StoreUnderTest _underTest = default!;

    [SetUp]
    public void SetUp() => _underTest = new StoreUnderTest();

    [TearDown]
    public async Task TearDown() => await _underTest.DisposeAsync();

    [Test]
    public async Task Fresh_file_gets_tables_write_ahead_log_and_pages_that_can_be_given_back()
    {
        await StoreUnderTest.AddAsync(_underTest.Open(), SomeDelivery.New());

        using var other = new OtherProcess(_underTest.FilePath);
        Assert.That(other.Read("PRAGMA user_version"), Is.EqualTo(3));
        Assert.That(other.Read("PRAGMA journal_mode"), Is.EqualTo("wal"));
        Assert.That(other.Read("PRAGMA auto_vacuum"), Is.EqualTo(2), "incremental");
    }

    [TestCase(SqliteSynchronous.Full, 2)]
    [TestCase(SqliteSynchronous.Normal, 1)]
    public async Task Writer_synchronizes_as_the_option_says(SqliteSynchronous synchronous, long expected)
    {
        SqliteDatabase database = _underTest.OpenDatabase(new SqliteOptions { Synchronous = synchronous });

        Assert.That(await database.WriteAsync(session => session.ReadNumber("PRAGMA synchronous"), 1, CancellationToken.None), Is.EqualTo(expected));
    }

    [Test]
    public async Task Older_file_is_upgraded_and_keeps_its_rows()
    {
        SqliteDatabase old = _underTest.OpenDatabase(schema: new SqliteSchema([First]));
        await old.WriteAsync(session => Execute(session, "INSERT INTO deliveries (kept) VALUES ('kept')"), 1, CancellationToken.None);
        await old.DisposeAsync();

        SqliteDatabase current = _underTest.OpenDatabase(schema: new SqliteSchema([First, Second]));
        await current.WriteAsync(session => Execute(session, "INSERT INTO finished DEFAULT VALUES"), 1, CancellationToken.None);

        using var other = new OtherProcess(_underTest.FilePath);
        Assert.That(other.Read("PRAGMA user_version"), Is.EqualTo(2));
        Assert.That(other.Read("SELECT kept FROM deliveries"), Is.EqualTo("kept"));
    }

    [Test]
    public async Task Upgrade_that_fails_leaves_the_file_as_it_was()
    {
        SqliteDatabase old = _underTest.OpenDatabase(schema: new SqliteSchema([First]));
        await old.WriteAsync(session => true, 1, CancellationToken.None);
        await old.DisposeAsync();

        SqliteDatabase broken = _underTest.OpenDatabase(schema: new SqliteSchema([First, Second + "; CREATE TABLE deliveries (twice)"]));
        Assert.That(async () => await broken.WriteAsync(session => true, 1, CancellationToken.None), Throws.TypeOf<RetryStoreException>());

        using var other = new OtherProcess(_underTest.FilePath);
        Assert.That(other.Read("PRAGMA user_version"), Is.EqualTo(1));
        Assert.That(other.Read("SELECT count(*) FROM sqlite_schema WHERE name = 'finished'"), Is.Zero);
    }

    [Test]
    public async Task Newer_file_is_refused_and_left_alone()
    {
        SqliteDatabase newer = _underTest.OpenDatabase();
        await StoreUnderTest.AddAsync(_underTest.On(newer), SomeDelivery.New());
        await newer.DisposeAsync();
        using var other = new OtherProcess(_underTest.FilePath);
        other.Execute("PRAGMA user_version = 7");

        Assert.That(
            async () => await StoreUnderTest.AddAsync(_underTest.Open(), SomeDelivery.New()),
            Throws.TypeOf<RetryStoreException>()
                .With.Message.Contains("schema version 7").And.Message.Contains(_underTest.FilePath).And.Message.Contains("Update the package")
                .And.Property(nameof(RetryStoreException.IsTransient)).False);
        Assert.That(other.Read("SELECT count(*) FROM deliveries"), Is.EqualTo(1));
    }

    [Test]
    public void File_of_something_else_is_refused_and_left_alone()
    {
        using var other = new OtherProcess(_underTest.FilePath);
        other.Execute("CREATE TABLE customers (name TEXT)");

        Assert.That(
            async () => await StoreUnderTest.AddAsync(_underTest.Open(), SomeDelivery.New()),
            Throws.TypeOf<RetryStoreException>().With.Message.Contains("a file of their own"));
        Assert.That(other.Read("SELECT count(*) FROM sqlite_schema"), Is.EqualTo(1));
        Assert.That(other.Read("PRAGMA journal_mode"), Is.EqualTo("delete"));
    }

    [Test]
    public async Task Many_that_start_at_once_on_no_file_all_succeed_and_share_it()
    {
        SqliteRetryStore[] stores = [.. Enumerable.Range(0, 8).Select(_ => _underTest.Open(new SqliteOptions { BusyTimeout = TimeSpan.FromSeconds(60) }))];
        using var start = new ManualResetEventSlim();

        Task[] adds = [.. stores.Select(store => Task.Factory.StartNew(
            () =>
            {
                start.Wait();
                return StoreUnderTest.AddAsync(store, SomeDelivery.New());
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap())];
        start.Set();
        await Task.WhenAll(adds);

        Assert.That(await StoreUnderTest.ClaimIdsAsync(stores[0]), Has.Length.EqualTo(8));
    }

    private static bool Execute(SqliteSession session, string sql)
    {
        session.Execute(sql);
        return true;
    }
}
