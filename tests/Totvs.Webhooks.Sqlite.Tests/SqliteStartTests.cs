using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Deliveries.InMemory;
using Totvs.Webhooks.Sqlite.Connections;
using Totvs.Webhooks.Sqlite.Tests.Support;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sqlite.Tests;

/// <summary>A host with a file that cannot work does not start, and says which file and what to do.</summary>
public sealed class SqliteStartTests
{
    private const int SqliteReadOnly = 8;

    private TemporaryDirectory _directory = default!;
    private FakeLogCollector _logs = default!;

    private string FilePath => _directory.File("webhooks.db");

    [SetUp]
    public void SetUp()
    {
        _directory = new TemporaryDirectory();
        _logs = new FakeLogCollector();
    }

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public async Task File_that_does_not_exist_is_made_at_the_start()
    {
        using IHost host = Build(FilePath);
        await host.StartAsync();

        Assert.That(File.Exists(FilePath), Is.True);
        await host.StopAsync();
    }

    [Test]
    public void Missing_directory_fails_the_start()
    {
        string path = Path.Combine(_directory.FullPath, "missing", "webhooks.db");

        AssertDoesNotStart(path, "the directory", "does not exist", "Make it");
    }

    [Test]
    public void Directory_in_place_of_a_file_fails_the_start()
    {
        Directory.CreateDirectory(FilePath);

        AssertDoesNotStart(FilePath, "names a directory", "give a file in it");
    }

    [Test]
    public async Task File_that_is_no_database_fails_the_start()
    {
        await File.WriteAllTextAsync(FilePath, new string('x', 10_000));

        AssertDoesNotStart(FilePath, "is not a SQLite database", "move the file away");
    }

    [Test]
    public void Database_of_something_else_fails_the_start()
    {
        using var other = new OtherProcess(FilePath);
        other.Execute("CREATE TABLE customers (name TEXT)");

        AssertDoesNotStart(FilePath, "a SQLite database of something else", "a file of their own");
    }

    [Test]
    public async Task File_of_a_newer_version_fails_the_start()
    {
        using (IHost host = Build(FilePath))
        {
            await host.StartAsync();
            await host.StopAsync();
        }

        using var other = new OtherProcess(FilePath);
        other.Execute("PRAGMA user_version = 999");

        AssertDoesNotStart(FilePath, "schema version 999", "Update the package");
    }

    [Test]
    [Platform("Linux")]
    public void File_system_that_makes_no_files_fails_the_start() => AssertDoesNotStart("/proc/webhooks.db", "cannot be made", "the right to write the directory");

    /// <summary>
    /// What SQLite answers to a user without the right to write. Tests may run as an administrator, whom no file refuses.
    /// </summary>
    [TestCase(SqliteReadOnly, "attempt to write a readonly database")]
    [TestCase(SqliteReadOnly | (1 << 8), "attempt to write a readonly database")]
    public void File_without_the_right_to_write_is_told_with_the_remedy(int code, string message)
    {
        RetryStoreException fault = SqliteFaults.Translate(new SqliteException(message, SqliteReadOnly, code), FilePath);

        Assert.That(fault.Message, Does.Contain(FilePath).And.Contain("read-only").And.Contain("the right to write"));
        Assert.That(fault.IsTransient, Is.False);
    }

    [Test]
    public void File_that_is_missing_under_a_mode_that_makes_none_fails_the_start()
    {
        using IHost host = Build($"{FilePath};Mode=ReadWrite");

        Assert.That(
            async () => await host.StartAsync(),
            Throws.TypeOf<RetryStoreException>().With.Message.Contains(FilePath).And.Message.Contains("leave Mode=ReadWrite out"));
    }

    [Test]
    public void Start_fails_before_any_other_service_of_the_host_is_started()
    {
        var early = new EarlyService();
        using IHost host = Build(Path.Combine(_directory.FullPath, "missing", "webhooks.db"), services => services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(early)));

        Assert.That(async () => await host.StartAsync(), Throws.TypeOf<RetryStoreException>());
        Assert.That(early.IsStarted, Is.False);
    }

    [Test]
    public async Task File_that_another_process_has_locked_for_now_does_not_fail_the_start()
    {
        using (IHost first = Build(FilePath))
        {
            await first.StartAsync();
            await first.StopAsync();
        }

        using var other = new OtherProcess(FilePath);
        other.Execute("BEGIN IMMEDIATE");
        using IHost host = Build(FilePath);
        await host.StartAsync();

        Assert.That(_logs.GetSnapshot().Count(record => record.Id.Id == 5013), Is.EqualTo(1));
        other.Execute("ROLLBACK");
        await host.Services.GetRequiredService<IRetryStore>().AddAsync(new AddRequest { Waiting = [SomeDelivery.New()] });
        await host.StopAsync();
    }

    [Test]
    public async Task File_of_a_store_that_others_took_the_place_of_is_not_opened()
    {
        var workflows = new InMemoryWorkflowStore();
        IRetryStore deliveries = new InMemoryRetryStore(10, new RetentionOptions(), TimeProvider.System);
        using IHost host = Build(FilePath, services => services.AddSingleton(deliveries).AddSingleton<IWorkflowStore>(workflows));
        await host.StartAsync();

        Assert.That(File.Exists(FilePath), Is.False);
        await host.StopAsync();
    }

    private void AssertDoesNotStart(string path, params string[] parts)
    {
        using IHost host = Build(path);
        Exception? fault = Assert.CatchAsync(async () => await host.StartAsync());
        Assert.That(fault!.Message, Does.Contain(path));
        foreach (string part in parts)
        {
            Assert.That(fault.Message, Does.Contain(part));
        }
    }

    private IHost Build(string dataSource, Action<IServiceCollection>? configure = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(new FakeLoggerProvider(_logs));
        builder.Services.AddTotvsWebhooks(webhooks => webhooks.UseSqlite(options =>
        {
            options.ConnectionString = $"Data Source={dataSource}";
            options.BusyTimeout = TimeSpan.FromMilliseconds(50);
        }));
        configure?.Invoke(builder.Services);
        return builder.Build();
    }

    private sealed class EarlyService : IHostedService
    {
        public bool IsStarted { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            IsStarted = true;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
