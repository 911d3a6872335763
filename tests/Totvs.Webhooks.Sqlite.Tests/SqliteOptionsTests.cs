using NUnit.Framework;

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
    public void Connection_string_that_names_no_file_of_its_own_is_refused_with_the_remedy(string? connectionString, string part) =>
        Assert.That(
            SqliteOptionsRules.Check(new SqliteOptions { ConnectionString = connectionString! }),
            Has.Exactly(1).Items.And.All.Contains("SqliteOptions.ConnectionString").And.All.Contains(part));

    [Test]
    public void Password_is_not_repeated_in_a_message() =>
        Assert.That(
            SqliteOptionsRules.Check(new SqliteOptions { ConnectionString = "Data Source=:memory:;Password=hush" }),
            Has.None.Contains("hush"));

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
