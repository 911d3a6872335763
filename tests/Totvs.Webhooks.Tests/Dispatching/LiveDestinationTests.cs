using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Dispatching;

/// <summary>The payload is frozen, the destination is live: URL and headers are read from the workflow at each attempt.</summary>
public sealed class LiveDestinationTests
{
    private static readonly Workflow Original = WebhookTestBed.WorkflowTo("https://old.example.com/hooks") with { Id = Guid.NewGuid() };

    private WebhookTestBed _bed = default!;
    private Guid _eventId;

    [SetUp]
    public async Task QueueADelivery()
    {
        _bed = new WebhookTestBed();
        await _bed.Workflows.SaveAsync(Original);
        _bed.Sender.AlwaysFail();
        _eventId = (await _bed.Publisher.PublishAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1"))).Single().EventId;
        await _bed.Dispatcher.ProcessDueAsync();
        _bed.Sender.Answer = (_, _) => Task.FromResult(SomeDelivery.Accepted);
        _bed.Clock.Advance(TimeSpan.FromMinutes(5));
    }

    [TearDown]
    public async Task DisposeBed() => await _bed.DisposeAsync();

    [Test]
    public async Task Corrected_url_and_token_help_what_is_already_queued()
    {
        await _bed.Workflows.SaveAsync(Original with
        {
            Name = "Renamed",
            Action = new WebhookAction
            {
                Url = new Uri("https://new.example.com/hooks"),
                Headers = [KeyValuePair.Create("Authorization", "Bearer new")],
            },
        });

        await _bed.Dispatcher.ProcessDueAsync();

        Assert.That(_bed.Sender.Requests[1].Action.Url.Host, Is.EqualTo("new.example.com"));
        Assert.That(_bed.Sender.Requests[1].Action.Headers.Single().Reveal(), Is.EqualTo("Bearer new"));
        Assert.That(
            _bed.Sender.Requests[1].Payload.ToArray(),
            Is.EqualTo(_bed.Sender.Requests[0].Payload.ToArray()),
            "the name in the body is the one of back then");
    }

    [Test]
    public async Task Workflow_made_inactive_stops_matching_but_what_is_queued_still_goes()
    {
        await _bed.Workflows.SaveAsync(Original with { IsActive = false });

        Assert.That(await _bed.Publisher.PublishAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-2")), Is.Empty);
        Assert.That((await _bed.Dispatcher.ProcessDueAsync()).Delivered, Is.EqualTo(1));
    }

    [Test]
    public async Task Deliveries_of_a_workflow_that_is_gone_wait_without_an_attempt_and_end_as_discarded_with_that_reason()
    {
        await _bed.Workflows.DeleteAsync(Original.Id);
        Assert.That(await _bed.Dispatcher.ProcessDueAsync(), Is.EqualTo(new DispatchSummary(0, 0, 0, 0)));
        _bed.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromTicks(1));
        Assert.That(await _bed.Dispatcher.ProcessDueAsync(), Is.EqualTo(new DispatchSummary(0, 0, 0, 0)), "one tick early");
        _bed.Clock.Advance(TimeSpan.FromTicks(1));

        Assert.That(await _bed.Dispatcher.ProcessDueAsync(), Is.EqualTo(new DispatchSummary(0, 0, 1, 0)));

        Assert.That(_bed.Sender.Requests, Has.Count.EqualTo(1), "there is no URL to send to");
        DeliveryRecord record = (await _bed.History.FindAsync(_eventId))!;
        Assert.That((record.State, record.Delivery.FailedAttempts), Is.EqualTo((DeliveryState.Discarded, 1)));
        Assert.That(record.DiscardReason, Does.StartWith($"No process has had workflow {Original.Id} for 1.00:00:00"));
    }

    [Test]
    public async Task Workflow_that_comes_back_receives_what_waited_for_it()
    {
        await _bed.Workflows.DeleteAsync(Original.Id);
        Assert.That(await _bed.Dispatcher.ProcessDueAsync(), Is.EqualTo(new DispatchSummary(0, 0, 0, 0)));
        await _bed.Workflows.SaveAsync(Original);

        Assert.That((await _bed.Dispatcher.ProcessDueAsync()).Delivered, Is.EqualTo(1));
    }

    [Test]
    public async Task Stored_workflow_wins_over_a_declared_one_with_the_same_id()
    {
        await using var bed = new WebhookTestBed(webhooks => webhooks.AddWorkflow(Original));
        await bed.Workflows.SaveAsync(Original with { Action = new WebhookAction { Url = new Uri("https://edited.example.com/hooks") } });

        await bed.Publisher.PublishAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1"));
        await bed.Dispatcher.ProcessDueAsync();

        Assert.That(bed.Sender.Requests.Single().Action.Url.Host, Is.EqualTo("edited.example.com"));
    }
}
