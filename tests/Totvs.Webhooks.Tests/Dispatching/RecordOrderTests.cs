using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Dispatching;

public sealed class RecordOrderTests
{
    [Test]
    public async Task Failing_event_holds_back_the_later_ones_of_its_record_and_no_other()
    {
        await using var bed = BedWith(ordered: true);
        bool failing = true;
        bed.Sender.Answer = (request, _) => Task.FromResult(
            failing && RecordOf(request) == "a" ? SomeDelivery.Failed : SomeDelivery.Accepted);
        await bed.StartAsync();
        Task retryIsNext = bed.Clock.NextTimer(wait => wait == TimeSpan.FromMinutes(5));
        IReadOnlyList<PublishedEvent> published = await bed.Publisher.PublishAsync(
            [Won("a"), Won("b"), Won("a"), Won("b"), Won("a"), Won("b")]);
        await bed.Store.WhenSettledAsync(4);
        await retryIsNext;

        Assert.That(SentOf("b"), Is.EqualTo(PublishedOf("b")));
        Assert.That(SentOf("a"), Is.EqualTo(PublishedOf("a").Take(1)));

        failing = false;
        bed.Clock.Advance(TimeSpan.FromMinutes(5));
        await bed.Store.WhenSettledAsync(7);
        Assert.That(SentOf("a").Skip(1), Is.EqualTo(PublishedOf("a")), "the failed one again, then the others in their order");

        IEnumerable<Guid> SentOf(string record) => bed.Sender.Requests.Where(
            request => RecordOf(request) == record).Select(request => request.EventId);

        IEnumerable<Guid> PublishedOf(string record) => published.Where(item => item.RecordId == record).Select(item => item.EventId);
    }

    [Test]
    public async Task Events_of_one_record_go_one_at_a_time()
    {
        await using var bed = BedWith(ordered: true);
        int underWay = 0;
        bool overlapped = false;
        bed.Sender.Answer = async (_, _) =>
        {
            overlapped |= Interlocked.Increment(ref underWay) > 1;
            await Task.Yield();
            Interlocked.Decrement(ref underWay);
            return SomeDelivery.Accepted;
        };
        await bed.StartAsync();
        var published = new List<Guid>();
        for (int number = 0; number < 50; number++)
        {
            published.AddRange((await bed.Publisher.PublishAsync(Won("a"))).Select(item => item.EventId));
        }

        await bed.Store.WhenSettledAsync(50);
        Assert.That(overlapped, Is.False);
        Assert.That(bed.Sender.Requests.Select(request => request.EventId), Is.EqualTo(published));
    }

    [Test]
    public async Task Workflow_that_does_not_ask_for_it_keeps_no_order()
    {
        await using var bed = BedWith(ordered: false);
        var never = new TaskCompletionSource<DeliveryOutcome>();
        bed.Sender.Answer = (_, _) => never.Task;
        await bed.StartAsync();

        await bed.Publisher.PublishAsync([Won("a"), Won("a"), Won("a")]);

        await bed.Sender.WhenAskedAsync(3);
        never.SetResult(SomeDelivery.Accepted);
    }

    private static WebhookTestBed BedWith(bool ordered)
    {
        Workflow workflow = WebhookTestBed.WorkflowTo("https://erp.example.com/hooks");
        return new WebhookTestBed(
            webhooks => webhooks.AddWorkflow(workflow with { Action = workflow.Action with { OrderedByRecord = ordered } }));
    }

    private static WorkflowEvent Won(string record) => new(CrmTriggers.OpportunityWon, record);

    private static string RecordOf(WebhookRequest request) => WebhookPayload.Parse(request.Payload.Span).Source.Row.Id;
}
