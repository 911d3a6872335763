using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Contracts.Workflows;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Sqlite.Tests.Support;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Sqlite.Tests;

/// <summary>Two versions of an application on one file: only one of them has the workflow.</summary>
public sealed class RollingDeploymentTests
{
    private const int Count = 400;

    private static readonly WorkflowEvent[] Events =
        [.. Enumerable.Range(0, Count).Select(number => new WorkflowEvent(CrmTriggers.OpportunityWon, $"opportunity-{number}"))];

    private readonly Workflow _workflow = SomeWorkflow.New();
    private TemporaryDirectory _directory = default!;

    [SetUp]
    public void SetUp() => _directory = new TemporaryDirectory();

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public async Task Process_that_lacks_the_workflow_leaves_all_of_it_to_the_one_that_has_it()
    {
        var sender = new CountingSender(Count);
        await using ServiceProvider old = Build(new CountingSender(1));
        await using ServiceProvider current = Build(sender, _workflow);
        await current.GetRequiredService<IWebhookPublisher>().PublishAsync(Events);

        DispatchSummary first = await old.GetRequiredService<IWebhookDispatcher>().ProcessDueAsync();
        DispatchSummary second = await current.GetRequiredService<IWebhookDispatcher>().ProcessDueAsync();

        Assert.That((first, second), Is.EqualTo((new DispatchSummary(0, 0, 0, 0), new DispatchSummary(Count, 0, 0, 0))));
        Assert.That(sender.Attempts, Is.All.EqualTo(1));
    }

    [Test]
    public async Task Both_run_and_every_event_is_delivered_at_its_first_attempt()
    {
        var sender = new CountingSender(Count);
        await using ServiceProvider old = Build(new CountingSender(1));
        await using ServiceProvider current = Build(sender, _workflow);
        IHostedService[] services = [.. old.GetServices<IHostedService>(), .. current.GetServices<IHostedService>()];
        foreach (IHostedService service in services)
        {
            await service.StartAsync(CancellationToken.None);
        }

        foreach (WorkflowEvent[] events in Events.Chunk(20))
        {
            await current.GetRequiredService<IWebhookPublisher>().PublishAsync(events);
        }

        await sender.Reached.WaitAsync(TimeSpan.FromSeconds(60));
        foreach (IHostedService service in services)
        {
            await service.StopAsync(CancellationToken.None);
        }

        Assert.That(sender.Attempts, Has.Count.EqualTo(Count).And.All.EqualTo(1));
        Assert.That(await current.GetRequiredService<IDeliveryHistory>().CountAsync(), Is.EqualTo(new DeliveryCounts(0, 0, 0, 0)));
    }

    private ServiceProvider Build(CountingSender sender, params Workflow[] workflows)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IWebhookSender>(sender);
        services.AddTotvsWebhooks(webhooks =>
        {
            webhooks.Configure(options => options.Dispatch.SharedStorePollInterval = TimeSpan.FromSeconds(1));
            webhooks.UseSqlite($"Data Source={_directory.File("webhooks.db")}");
            foreach (Workflow workflow in workflows)
            {
                webhooks.AddWorkflow(workflow);
            }
        });
        return services.BuildServiceProvider();
    }

    private sealed class CountingSender(int count) : IWebhookSender
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ConcurrentQueue<int> _attempts = [];

        public IReadOnlyCollection<int> Attempts => _attempts;

        public Task Reached => _reached.Task;

        public Task<DeliveryOutcome> SendAsync(WebhookRequest request, CancellationToken cancellationToken = default)
        {
            _attempts.Enqueue(request.Attempt);
            if (_attempts.Count == count)
            {
                _reached.TrySetResult();
            }

            return Task.FromResult(SomeDelivery.Accepted);
        }
    }
}
