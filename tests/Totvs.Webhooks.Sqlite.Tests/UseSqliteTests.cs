using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Contracts.Workflows;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Sqlite.Tests.Support;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Sqlite.Tests;

public sealed class UseSqliteTests
{
    private TemporaryDirectory _directory = default!;

    private string ConnectionString => $"Data Source={_directory.File("webhooks.db")}";

    [SetUp]
    public void SetUp() => _directory = new TemporaryDirectory();

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public async Task Stores_are_those_of_the_file()
    {
        await using ServiceProvider provider = Build(webhooks => webhooks.UseSqlite(ConnectionString));

        Assert.That(provider.GetRequiredService<IRetryStore>(), Is.TypeOf<SqliteRetryStore>());
        Assert.That(((CheckedWorkflowStore)provider.GetRequiredService<IWorkflowStore>()).Inner, Is.TypeOf<SqliteWorkflowStore>());
    }

    [Test]
    public async Task File_is_taken_as_shared_unless_told_otherwise([Values] bool isShared)
    {
        await using var underTest = new StoreUnderTest();
        Assert.That(underTest.Open(new SqliteOptions { IsShared = isShared }).IsShared, Is.EqualTo(isShared));
        Assert.That(new SqliteOptions().IsShared, Is.True);
    }

    [Test]
    public async Task Published_event_is_found_by_the_next_process()
    {
        Workflow workflow = SomeWorkflow.New();
        Guid eventId;
        await using (ServiceProvider first = Build(webhooks => webhooks.UseSqlite(ConnectionString)))
        {
            await first.GetRequiredService<IWorkflowStore>().SaveAsync(workflow);
            IReadOnlyList<PublishedEvent> published =
                await first.GetRequiredService<IWebhookPublisher>().PublishAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1"));
            eventId = published.Single().EventId;
        }

        await using ServiceProvider second = Build(webhooks => webhooks.UseSqlite(ConnectionString));

        DeliveryRecord? found = await second.GetRequiredService<IDeliveryHistory>().FindAsync(eventId);
        Assert.That(found!.Delivery.RecordId, Is.EqualTo("opportunity-1"));
        Assert.That(found.Delivery.WorkflowId, Is.EqualTo(workflow.Id));
    }

    [Test]
    public async Task Provider_that_is_disposed_without_waiting_closes_the_file_too()
    {
        ServiceProvider provider = Build(webhooks => webhooks.UseSqlite(ConnectionString));
        await provider.GetRequiredService<IRetryStore>().AddAsync(new AddRequest { Waiting = [SomeDelivery.New()] });

        provider.Dispose();

        Assert.That(File.Exists(_directory.File("webhooks.db-wal")), Is.False, "the last connection takes the log with it");
    }

    [Test]
    public void Host_with_a_connection_string_that_cannot_work_does_not_start()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddTotvsWebhooks(webhooks => webhooks.UseSqlite("Data Source=:memory:"));
        using IHost host = builder.Build();

        Assert.That(
            async () => await host.StartAsync(),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("SqliteOptions.ConnectionString names a database in memory"));
    }

    [Test]
    public async Task Called_twice_the_last_call_goes_on_from_the_first()
    {
        await using ServiceProvider provider = Build(webhooks => webhooks
            .UseSqlite(options => options.BusyTimeout = TimeSpan.FromSeconds(9))
            .UseSqlite(ConnectionString));

        SqliteOptions options = provider.GetRequiredService<IOptions<SqliteOptions>>().Value;
        Assert.That((options.BusyTimeout, options.ConnectionString), Is.EqualTo((TimeSpan.FromSeconds(9), ConnectionString)));
    }

    [Test]
    public void Empty_connection_string_is_refused_at_once() =>
        Assert.That(() => Build(webhooks => webhooks.UseSqlite(" ")), Throws.ArgumentException);

    private static ServiceProvider Build(Action<TotvsWebhooksBuilder> configure) => new ServiceCollection().AddTotvsWebhooks(configure).BuildServiceProvider();
}
