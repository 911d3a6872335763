using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Contracts.Workflows;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Sqlite.Tests.Support;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Sqlite.Tests;

/// <summary>Hosts that start and stop on one file while events are published: each stop leaves nothing claimed in it.</summary>
public sealed class OrderlyStopTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Test]
    public async Task Stop_under_load_leaves_nothing_claimed_in_the_file()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.File("webhooks.db");
        Workflow workflow = SomeWorkflow.New();
        var sender = new CountingSender();
        var published = new ConcurrentBag<Guid>();
        for (int cycle = 0; cycle < 20; cycle++)
        {
            using IHost host = Build(path, workflow, sender);
            int sent = sender.Count;
            IWebhookPublisher publisher = host.Services.GetRequiredService<IWebhookPublisher>();
            await host.StartAsync();
            Task[] publishing =
                [.. Enumerable.Range(0, 4).Select(number => Task.Run(() => PublishAsync(publisher, $"{cycle}-{number}", published)))];
            await sender.WhenSentAsync(sent + 1 + (cycle % 5));

            await host.StopAsync(new CancellationToken(canceled: cycle % 3 == 0)).WaitAsync(Patience);
            await Task.WhenAll(publishing).WaitAsync(Patience);

            DeliveryCounts counts = await host.Services.GetRequiredService<IDeliveryHistory>().CountAsync();
            Assert.That(counts.Claimed, Is.Zero, $"after stop {cycle}");
        }

        using IHost last = Build(path, workflow, sender);
        await last.Services.GetRequiredService<Totvs.Webhooks.Dispatching.IWebhookDispatcher>().ProcessDueAsync().WaitAsync(Patience);
        Assert.That(sender.Sent, Is.EquivalentTo(published));
    }

    [Test]
    public async Task Host_that_is_disposed_without_a_stop_leaves_nothing_claimed_in_the_file()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.File("webhooks.db");
        Workflow workflow = SomeWorkflow.New();
        var sender = new CountingSender { IsSilent = true };
        using (IHost host = Build(path, workflow, sender))
        {
            await host.StartAsync();
            for (int number = 0; number < 50; number++)
            {
                await host.Services.GetRequiredService<IWebhookPublisher>().PublishAsync(
                    new WorkflowEvent(CrmTriggers.OpportunityWon, $"opportunity-{number}"));
            }

            await sender.WhenSentAsync(16);
        }

        using IHost next = Build(path, workflow, sender);
        DeliveryCounts counts = await next.Services.GetRequiredService<IDeliveryHistory>().CountAsync();
        Assert.That((counts.Waiting, counts.Claimed), Is.EqualTo((50L, 0L)));
    }

    private static async Task PublishAsync(IWebhookPublisher publisher, string name, ConcurrentBag<Guid> published)
    {
        for (int number = 0; number < 20; number++)
        {
            foreach (PublishedEvent kept in await publisher.PublishAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, $"{name}-{number}")))
            {
                published.Add(kept.EventId);
            }
        }
    }

    private static IHost Build(string path, Workflow workflow, CountingSender sender)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IWebhookSender>(sender);
        builder.Services.AddTotvsWebhooks(webhooks => webhooks.UseSqlite($"Data Source={path}").AddWorkflow(workflow));
        return builder.Build();
    }

    private sealed class CountingSender : IWebhookSender
    {
        private readonly Lock _lock = new();
        private readonly List<Guid> _sent = [];
        private readonly List<(int Count, TaskCompletionSource Reached)> _watchers = [];

        /// <summary>Whether nothing is answered before it is broken off.</summary>
        public bool IsSilent { get; init; }

        public IReadOnlyList<Guid> Sent
        {
            get
            {
                lock (_lock)
                {
                    return [.. _sent];
                }
            }
        }

        public int Count => Sent.Count;

        public async Task<DeliveryOutcome> SendAsync(WebhookRequest request, CancellationToken cancellationToken = default)
        {
            lock (_lock)
            {
                _sent.Add(request.EventId);
                foreach ((int count, TaskCompletionSource reached) in _watchers)
                {
                    if (_sent.Count >= count)
                    {
                        reached.TrySetResult();
                    }
                }
            }

            if (IsSilent)
            {
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            }

            await Task.Yield();
            return SomeDelivery.Accepted;
        }

        public Task WhenSentAsync(int count)
        {
            lock (_lock)
            {
                if (_sent.Count >= count)
                {
                    return Task.CompletedTask;
                }

                var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _watchers.Add((count, reached));
                return reached.Task.WaitAsync(Patience);
            }
        }
    }
}
