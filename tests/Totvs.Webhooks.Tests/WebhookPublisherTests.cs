using System.Text;
using System.Text.Json;
using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests;

public sealed class WebhookPublisherTests
{
    [Test]
    public async Task Every_workflow_that_runs_gets_an_event_of_its_own()
    {
        await using var bed = BedWith("one", "two");

        IReadOnlyList<PublishedEvent> published = await bed.Publisher.PublishAsync(
            new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1"));

        Assert.That(published.Select(item => item.Workflow.Name), Is.EquivalentTo(new[] { "one", "two" }));
        Assert.That(published.Select(item => item.EventId), Is.Unique);
        foreach (PublishedEvent item in published)
        {
            DeliveryRecord record = (await bed.History.FindAsync(item.EventId))!;
            WebhookPayload payload = WebhookPayload.Parse(record.Delivery.Payload.Span);
            Assert.That(
                (payload.EventId, payload.Workflow.Id, record.Delivery.WorkflowId),
                Is.EqualTo((item.EventId, item.Workflow.Id, item.Workflow.Id)));
        }
    }

    [Test]
    public async Task Many_events_are_stored_together_and_told_in_their_order()
    {
        await using var bed = BedWith("one");
        WorkflowEvent[] events =
        [
            .. Enumerable.Range(0, 20).Select(number => new WorkflowEvent(CrmTriggers.OpportunityWon, $"opportunity-{number}")),
        ];

        IReadOnlyList<PublishedEvent> published = await bed.Publisher.PublishAsync(events);

        Assert.That(
            published.Select(item => (item.TriggerCode, item.RecordId)),
            Is.EqualTo(events.Select(item => (item.Trigger.Code, item.RecordId))));
        Assert.That(bed.Store.Adds, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Event_that_no_workflow_waits_for_is_nobodys_and_touches_no_store()
    {
        await using var bed = BedWith("one");

        Assert.That(await bed.Publisher.PublishAsync(new WorkflowEvent(CrmTriggers.LeadCreated, "lead-1")), Is.Empty);
        Assert.That(bed.Store.Calls, Is.Empty);
    }

    [Test]
    public async Task Timestamp_is_when_the_workflow_ran_in_the_clocks_own_time_zone()
    {
        await using var bed = BedWith("one");
        Guid eventId = (await bed.Publisher.PublishAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1"))).Single().EventId;

        Assert.That(await BodyOfAsync(bed, eventId), Does.Contain("\"timestamp\":\"2026-03-02T06:00:00.000-03:00\""));
    }

    [Test]
    public async Task Time_zone_and_language_can_be_chosen()
    {
        await using var bed = new WebhookTestBed(webhooks => webhooks
            .Configure(options => (options.TimeZone, options.Language) = ("UTC", "pt"))
            .AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        Guid eventId = (await bed.Publisher.PublishAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1"))).Single().EventId;

        string body = await BodyOfAsync(bed, eventId);
        Assert.That(body, Does.Contain("\"timestamp\":\"2026-03-02T09:00:00.000+00:00\""));
        Assert.That(body, Does.Contain("\"description\":\"Oportunidade ganha\""));
    }

    [Test]
    public async Task Event_reads_its_record_before_it_is_given_back()
    {
        await using var bed = BedWith("one");
        using (JsonDocument record = JsonDocument.Parse("""{"amount":10}"""))
        {
            await bed.Publisher.PublishAsync(
                new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1") { Record = record.RootElement });
        }

        Assert.That((await bed.Dispatcher.ProcessDueAsync()).Delivered, Is.EqualTo(1), "nothing reads the record after it was disposed");
    }

    [Test]
    public async Task Preview_tells_what_would_be_sent_and_stores_and_sends_nothing()
    {
        await using var bed = new WebhookTestBed(webhooks => webhooks.AddWorkflow(workflow => workflow
            .Named("one").When(CrmTriggers.OpportunityWon).PostTo("https://erp.example.com/hooks").WithHeader(
                "Authorization",
                "Bearer secret")));
        var won = new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1");

        WebhookPreview preview = (await bed.Publisher.PreviewAsync(won)).Single();

        Assert.That(bed.Store.Calls, Is.Empty);
        Assert.That(preview.Url, Is.EqualTo(new Uri("https://erp.example.com/***")));
        Assert.That(preview.Headers, Is.EqualTo(new[] { KeyValuePair.Create("Authorization", "***") }));
        Guid eventId = (await bed.Publisher.PublishAsync(won)).Single().EventId;
        Assert.That(preview.Body, Is.EqualTo((await BodyOfAsync(bed, eventId)).Replace(eventId.ToString(), Guid.Empty.ToString())));
    }

    [TestCase("")]
    [TestCase("  ")]
    public void Event_without_a_record_id_is_refused(string recordId) =>
        Assert.That(() => new WorkflowEvent(CrmTriggers.OpportunityWon, recordId), Throws.ArgumentException);

    [Test]
    public void Event_with_the_empty_uuid_is_refused() =>
        Assert.That(() => new WorkflowEvent(CrmTriggers.OpportunityWon, Guid.Empty), Throws.ArgumentException);

    private static WebhookTestBed BedWith(params string[] names) => new(webhooks =>
    {
        foreach (string name in names)
        {
            webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks", name));
        }
    });

    private static async Task<string> BodyOfAsync(WebhookTestBed bed, Guid eventId) =>
        Encoding.UTF8.GetString((await bed.History.FindAsync(eventId))!.Delivery.Payload.Span);
}
