using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Sqlite.Tests.Support;

namespace Totvs.Webhooks.Sqlite.Tests;

public sealed class SqliteOptionsTests
{
    [Test]
    public void Defaults_with_a_file_are_valid() =>
        Assert.That(SqliteOptionsRules.Check(new SqliteOptions { ConnectionString = "Data Source=webhooks.db" }), Is.Empty);

    [TestCase("", "names no file")]
    [TestCase("   ", "names no file")]
    [TestCase(null, "names no file")]
    [TestCase("Data Source=", "names no file")]
    [TestCase("Data Source=:memory:", "in memory")]
    [TestCase("Data Source=name;Mode=Memory", "in memory")]
    [TestCase("Data Source=file:webhooks.db", "plain path")]
    [TestCase("Data Source=|DataDirectory|webhooks.db", "plain path")]
    [TestCase("Data Source=webhooks.db;Cache=Shared", "leave it out")]
    [TestCase("Server=db.example.com;Database=crm", "cannot be read")]
    [TestCase("no connection string", "cannot be read")]
    [TestCase("Data Source=webhooks.db;Pooling=perhaps", "cannot be read")]
    [TestCase("Data Source=webhooks.db;Foreign Keys=perhaps", "cannot be read")]
    [TestCase("Data Source=webhooks.db;Default Timeout=99999999999", "cannot be read")]
    [TestCase("Data Source=webhooks.db;Mode=Sometimes", "cannot be read")]
    [TestCase("Mode=Memory", "in memory")]
    [TestCase("Data Source=webhooks.db;Password=hush", "leave it out")]
    [TestCase("Data Source=webhooks.db;Mode=ReadOnly", "says Mode=ReadOnly")]
    [TestCase("Data Source=webhooks.db;Mode=7", "says Mode=7")]
    [TestCase("Data Source=webhooks.db;Cache=7", "says Cache=7")]
    [TestCase("Data Source=webhooks.db;Vfs=unix-none", "says Vfs=unix-none")]
    [TestCase("Data Source=webhooks.db;Default Timeout=60", "SqliteOptions.BusyTimeout")]
    [TestCase("Data Source=webhooks.db;Command Timeout=-1", "SqliteOptions.BusyTimeout")]
    [TestCase("Data Source=FILE:webhooks.db?mode=memory", "plain path")]
    [TestCase("Data Source=sqlite:///var/webhooks.db", "plain path")]
    [TestCase("Data Source=\\\\server\\share\\webhooks.db", "local disk")]
    [TestCase("Data Source=/dev/null", "names a device")]
    [TestCase("Data Source=.", "names a directory")]
    [TestCase("Data Source=missing/", "names a directory")]
    [TestCase("Data Source=/", "names a directory")]
    public void Connection_string_that_names_no_file_of_its_own_is_refused_with_the_remedy(string? connectionString, string part) =>
        Assert.That(
            SqliteOptionsRules.Check(new SqliteOptions { ConnectionString = connectionString! }),
            Has.Exactly(1).Items.And.All.Contains("SqliteOptions.ConnectionString").And.All.Contains(part));

    [TestCase("Data Source=:memory:;Password=hush")]
    [TestCase("Data Source=webhooks.db;Password=hush")]
    [TestCase("Data Source=webhooks.db;Password=hush;Mode=perhaps")]
    [TestCase("Data Source=webhooks.db;Password='hush")]
    [TestCase("Password=hush")]
    public void Password_is_not_repeated_in_a_message(string connectionString) =>
        Assert.That(
            SqliteOptionsRules.Check(new SqliteOptions { ConnectionString = connectionString }),
            Is.Not.Empty.And.None.Contains("hush"));

    [Test]
    public void Keywords_that_cannot_work_are_all_named() =>
        Assert.That(
            SqliteOptionsRules.Check(new SqliteOptions { ConnectionString = "Data Source=file:a;Password=hush;Mode=ReadOnly;Cache=Shared;Vfs=memdb;Default Timeout=1" }),
            Has.Exactly(6).Items.And.All.Contains("SqliteOptions.ConnectionString"));

    [TestCase("Foreign Keys=True;Recursive Triggers=True")]
    [TestCase("Foreign Keys=False")]
    [TestCase("Pooling=True")]
    [TestCase("Pooling=False")]
    [TestCase("Cache=Private")]
    [TestCase("Cache=Default")]
    [TestCase("Mode=ReadWriteCreate")]
    [TestCase("Password=")]
    [TestCase("Vfs=")]
    [TestCase("Default Timeout=30")]
    public async Task Keywords_that_are_taken_do_work(string keywords)
    {
        await using var underTest = new StoreUnderTest();
        var options = new SqliteOptions { ConnectionString = $"Data Source={underTest.FilePath};{keywords}" };
        Assert.That(SqliteOptionsRules.Check(options), Is.Empty);
        SqliteRetryStore store = underTest.Open(options);

        await StoreUnderTest.AddAsync(store, SomeDelivery.New());

        Assert.That((await store.CountAsync()).Waiting, Is.EqualTo(1));
        Assert.That(await StoreUnderTest.ClaimAsync(store), Has.Count.EqualTo(1));
    }

    [Test]
    public void Values_out_of_range_are_all_named()
    {
        var options = new SqliteOptions
        {
            ConnectionString = "Data Source=webhooks.db",
            Synchronous = (SqliteSynchronous)7,
            BusyTimeout = TimeSpan.FromMinutes(11),
            WorkflowPollInterval = TimeSpan.FromMilliseconds(99),
        };

        Assert.That(
            SqliteOptionsRules.Check(options),
            Is.EqualTo(new[]
            {
                "SqliteOptions.Synchronous is 7; it must be Full or Normal.",
                "SqliteOptions.BusyTimeout is 00:11:00; it must be from zero to 00:10:00.",
                "SqliteOptions.WorkflowPollInterval is 00:00:00.0990000; it must be at least 00:00:00.1000000.",
            }));
    }
}
