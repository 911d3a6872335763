using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Dispatching;

/// <summary>
/// Many starts and stops while events are published without a pause: each stop leaves nothing claimed, and nothing is lost or sent twice.
/// </summary>
public sealed class ManyStopsTests
{
    private const int Publishers = 4;
    private const int Cycles = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Stop_under_load_leaves_nothing_claimed_and_every_event_is_delivered_once([Values(1, 8, 512)] int mostAttempts)
    {
        await using var bed = new WebhookTestBed(webhooks => webhooks
            .Configure(options => options.Dispatch.MaxConcurrentAttempts = mostAttempts)
            .AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks"))
            .AddWorkflow(WebhookTestBed.WorkflowTo("https://crm.example.com/hooks", "other")));
        bed.Sender.Answer = async (_, _) =>
        {
            await Task.Yield();
            return SomeDelivery.Accepted;
        };

        // As a store does that works on other threads: what was asked goes on without its caller.
        bed.Store.AfterClaimAsync = YieldAsync;
        bed.Store.AfterAddAsync = YieldAsync;
        var published = new List<Guid>();
        for (int cycle = 0; cycle < Cycles; cycle++)
        {
            int settled = bed.Store.Settled.Count;
            await bed.StartOnlyAsync();
            Task<List<Guid>>[] publishing =
            [
                .. Enumerable.Range(0, Publishers).Select(number => Task.Run(() => PublishAsync(bed, $"{cycle}-{number}"))),
            ];
            await bed.Store.WhenSettledAsync(settled + 1 + (cycle % 7));

            await bed.StopAsync(new CancellationToken(canceled: cycle % 3 == 0)).WaitAsync(Patience);

            foreach (List<Guid> ids in await Task.WhenAll(publishing).WaitAsync(Patience))
            {
                published.AddRange(ids);
            }

            Assert.That((await bed.CountAsync()).Claimed, Is.Zero, $"after stop {cycle}");
        }

        await bed.Dispatcher.ProcessDueAsync().WaitAsync(Patience);
        Assert.That(bed.Sender.Requests.Select(request => request.EventId), Is.EquivalentTo(published));
        Assert.That(await bed.CountAsync(), Is.EqualTo((Waiting: 0L, Claimed: 0L)));
    }

    private static async Task<List<Guid>> PublishAsync(WebhookTestBed bed, string name)
    {
        var ids = new List<Guid>();
        for (int number = 0; number < 10; number++)
        {
            IReadOnlyList<PublishedEvent> events = await bed.Publisher.PublishAsync(
                [
                    new WorkflowEvent(CrmTriggers.OpportunityWon, $"{name}-{number}"),
                    new WorkflowEvent(CrmTriggers.OpportunityWon, $"{name}-{number}-too"),
                ]);
            ids.AddRange(events.Select(published => published.EventId));
        }

        return ids;
    }

    private static async Task YieldAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
