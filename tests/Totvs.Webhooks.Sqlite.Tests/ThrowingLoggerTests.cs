using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Contracts.Workflows;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Tests.Support;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Sqlite.Tests;

/// <summary>
/// Whatever fails, and whatever the host's logger throws meanwhile: callers get the documented exception, and the process goes on.
/// </summary>
public sealed class ThrowingLoggerTests
{
    [Test]
    public async Task Publishing_into_a_file_that_fails_throws_the_documented_exception_though_the_logger_throws([Values] LoggerFault fault)
    {
        using var directory = new TemporaryDirectory();
        string missing = directory.File("missing");
        await using ServiceProvider provider = Build(Path.Combine(missing, "webhooks.db"), fault);
        IWebhookPublisher publisher = provider.GetRequiredService<IWebhookPublisher>();
        var won = new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1");

        for (int time = 0; time < 3; time++)
        {
            Assert.That(async () => await publisher.PublishAsync(won), Throws.TypeOf<RetryStoreException>());
        }

        Directory.CreateDirectory(missing);
        Assert.That(await publisher.PublishAsync(won), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Every_call_of_a_file_that_fails_throws_the_documented_exception_though_the_logger_throws([Values] LoggerFault fault)
    {
        using var directory = new TemporaryDirectory();
        string path = directory.File("webhooks.db");
        await using ServiceProvider provider = Build(path, fault);
        IRetryStore store = provider.GetRequiredService<IRetryStore>();
        await store.AddAsync(new AddRequest { Waiting = [SomeDelivery.New()] });
        Lease lease = (await store.ClaimAsync(new ClaimRequest { Limit = 1, LimitPerWorkflow = 1, LeaseDuration = StoreUnderTest.LeaseDuration })).Single();
        await provider.GetRequiredService<SqliteDatabase>().WriteAsync(
            session =>
            {
                session.Execute("PRAGMA query_only = ON");
                return true;
            },
            1,
            CancellationToken.None);

        Assert.That(async () => await store.SettleAsync([Settlement.Released(lease)]), Throws.TypeOf<RetryStoreException>());
        Assert.That(async () => await store.SettleAsync([Settlement.Released(lease)]), Throws.Nothing, "its connection was opened anew");
    }

    [Test]
    public async Task Callers_have_their_answer_before_anything_is_logged()
    {
        using var directory = new TemporaryDirectory();
        using var goOn = new ManualResetEventSlim();
        await using var database = new SqliteDatabase(
            new SqliteOptions { ConnectionString = $"Data Source={directory.File("webhooks.db")}" }, TimeProvider.System, new BlockingLogger(goOn));
        try
        {
            var store = new SqliteRetryStore(database, new RetentionOptions());
            await StoreUnderTest.AddAsync(store, SomeDelivery.New());
            await database.WriteAsync(
                session =>
                {
                    session.Execute("PRAGMA query_only = ON");
                    return true;
                },
                1,
                CancellationToken.None);

            Task adding = StoreUnderTest.AddAsync(store, SomeDelivery.New());

            Assert.That(async () => await adding.WaitAsync(TimeSpan.FromSeconds(30)), Throws.TypeOf<RetryStoreException>());
        }
        finally
        {
            goOn.Set();
        }
    }

    [Test]
    public async Task Fault_that_nobody_expected_throws_the_documented_exception_and_the_store_goes_on()
    {
        await using var underTest = new StoreUnderTest();
        SqliteDatabase database = underTest.OpenDatabase();
        SqliteRetryStore store = underTest.On(database);
        await StoreUnderTest.AddAsync(store, SomeDelivery.New());

        Assert.That(
            async () => await database.WriteAsync<bool>(
                session =>
                {
                    // Whatever is done with the session from here on throws what is not of SQLite.
                    session.Dispose();
                    throw new InvalidOperationException("A fault nobody expected.");
                },
                1,
                CancellationToken.None),
            Throws.TypeOf<RetryStoreException>().With.Message.Contains(database.FullPath).And.InnerException.Not.Null);
        await StoreUnderTest.AddAsync(store, SomeDelivery.New());
        Assert.That((await store.CountAsync()).Waiting, Is.EqualTo(2));
        Assert.That(async () => await database.DisposeAsync(), Throws.Nothing);
    }

    [Test]
    public async Task Protector_whose_own_logger_throws_comes_out_as_the_documented_exception_or_not_at_all(
        [Values(LoggerFault.Log, LoggerFault.IsEnabled)] LoggerFault fault)
    {
        using var directory = new TemporaryDirectory();
        await using ServiceProvider provider = Build(directory.File("webhooks.db"), fault, keys: new DirectoryInfo(directory.File("keys")));
        IWorkflowStore store = provider.GetRequiredService<IWorkflowStore>();

        foreach (Func<Task> call in (Func<Task>[])[() => store.SaveAsync(SomeWorkflow.New()), () => store.ListAsync(), () => PublishAsync(provider)])
        {
            Exception? thrown = null;
            try
            {
                await call();
            }
            catch (Exception exception)
            {
                thrown = exception;
            }

            Assert.That(thrown, Is.Null.Or.TypeOf<RetryStoreException>());
        }
    }

    private static Task<IReadOnlyList<PublishedEvent>> PublishAsync(ServiceProvider provider) =>
        provider.GetRequiredService<IWebhookPublisher>().PublishAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1"));

    private static ServiceProvider Build(string path, LoggerFault fault, DirectoryInfo? keys = null)
    {
        var services = new ServiceCollection();
        if (keys is not null)
        {
            services.AddDataProtection().PersistKeysToFileSystem(keys);
        }

        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new ThrowingLoggerProvider(fault)));
        services.AddTotvsWebhooks(webhooks =>
        {
            webhooks.UseSqlite($"Data Source={path}").AddWorkflow(SomeWorkflow.New());
            if (keys is not null)
            {
                webhooks.ProtectSecretsWithDataProtection();
            }
        });
        return services.BuildServiceProvider();
    }

    private sealed class BlockingLogger(ManualResetEventSlim goOn) : ILogger<SqliteDatabase>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            goOn.Wait(TimeSpan.FromSeconds(60));
        }
    }
}
