using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Dispatching;

/// <summary>What waits is looked for as soon as there is room for it, also when nothing else happens.</summary>
public sealed class LostWakeUpTests
{
    [Test]
    public async Task What_waits_for_room_of_its_workflow_goes_when_that_ends()
    {
        Workflow workflow = WebhookTestBed.WorkflowTo("https://erp.example.com/hooks");
        workflow = workflow with { Action = workflow.Action with { MaxConcurrentAttempts = 1 } };
        await using var bed = new WebhookTestBed(webhooks => webhooks.AddWorkflow(workflow));
        var answer = new TaskCompletionSource<DeliveryOutcome>();
        bed.Sender.Answer = (_, _) => answer.Task;
        await bed.StartAsync();
        await bed.Publisher.PublishAsync(Deals(2));
        await bed.Sender.WhenAskedAsync(1);
        await bed.Store.WhenCalledAsync(nameof(IRetryStore.GetTimeUntilDueAsync), 2);

        answer.SetResult(SomeDelivery.Accepted);

        await bed.Store.WhenDeliveredAsync(2);
    }

    [Test]
    public async Task What_was_given_back_for_want_of_room_goes_when_the_store_has_it_again()
    {
        // With a limit of its own nothing of it is kept ready, so it is given back.
        Workflow workflow = WebhookTestBed.WorkflowTo("https://erp.example.com/hooks");
        workflow = workflow with { Action = workflow.Action with { MaxConcurrentAttempts = 1 } };
        await using var bed = new WebhookTestBed(webhooks => webhooks.AddWorkflow(workflow));
        using var storeIsSlow = new ManualResetEventSlim();
        var answer = new TaskCompletionSource<DeliveryOutcome>();
        bed.Sender.Answer = (_, _) => answer.Task;
        bed.Store.Before = method =>
        {
            if (method == nameof(IRetryStore.SettleAsync))
            {
                storeIsSlow.Wait();
            }
        };
        bed.Store.AfterClaim = () =>
        {
            // While the claim is on its way, another takes the room.
            bed.Store.AfterClaim = () => { };
            bed.Publisher.PublishAsync(Deals(1)).GetAwaiter().GetResult();
        };
        await bed.Store.AddAsync(new AddRequest { Waiting = [SomeDelivery.New(workflow.Id)] });
        await bed.StartAsync();
        await bed.Store.WhenCalledAsync(nameof(IRetryStore.SettleAsync), 1);
        Task asleep = bed.Clock.NextTimer(wait => wait > TimeSpan.FromMinutes(1) && wait <= TimeSpan.FromMinutes(2));
        answer.SetResult(SomeDelivery.Accepted);
        await asleep;

        storeIsSlow.Set();

        await bed.Store.WhenDeliveredAsync(2);
    }

    [Test]
    public async Task What_was_given_back_because_its_lease_could_not_be_renewed_is_claimed_again_at_once()
    {
        await using var bed = new WebhookTestBed(
            webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        await bed.StartAsync();
        bed.Store.Before = method =>
        {
            switch (method)
            {
                case nameof(IRetryStore.AddAsync):
                    bed.Clock.Advance(TimeSpan.FromMinutes(1.9));
                    break;
                case nameof(IRetryStore.RenewAsync):
                    throw new RetryStoreException("The store is away.", isTransient: true);
            }
        };

        await bed.Publisher.PublishAsync(Deals(1));

        await bed.Store.WhenDeliveredAsync(1);
    }

    [Test]
    public async Task What_an_attempt_that_broke_down_left_claimed_goes_when_its_lease_ends()
    {
        await using var bed = new WebhookTestBed(
            webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        await bed.StartAsync();
        int faults = 1;
        bed.Store.Before = method =>
        {
            switch (method)
            {
                case nameof(IRetryStore.AddAsync):
                    bed.Clock.Advance(TimeSpan.FromMinutes(1.9));
                    break;
                case nameof(IRetryStore.RenewAsync) when faults-- > 0:
                    throw new InvalidOperationException("A fault of a store.");
            }
        };
        Task asleep = bed.Clock.NextTimer(wait => wait > TimeSpan.FromMinutes(1) && wait <= TimeSpan.FromMinutes(2));

        await bed.Publisher.PublishAsync(Deals(1));

        await asleep;
        bed.Clock.Advance(TimeSpan.FromMinutes(2));
        await bed.Store.WhenDeliveredAsync(1);
    }

    [Test]
    public async Task What_waits_for_a_destination_that_is_gone_goes_when_the_workflow_gets_another()
    {
        Workflow workflow = WebhookTestBed.WorkflowTo("https://gone.example.com/hooks") with { Id = Guid.NewGuid() };
        await using var bed = new WebhookTestBed(
            webhooks => webhooks.Configure(options => options.Dispatch.PauseWhenGone = TimeSpan.FromHours(1)));
        await bed.Workflows.SaveAsync(workflow);
        bed.Sender.Answer = (request, _) => Task.FromResult(request.Action.Url.Host == "gone.example.com"
            ? new DeliveryOutcome { Kind = DeliveryOutcomeKind.Status, StatusCode = 410, Description = "Gone." }
            : SomeDelivery.Accepted);
        await bed.StartAsync();
        await bed.Publisher.PublishAsync(Deals(1));
        await bed.Store.WhenSettledAsync(1);
        Task asleep = bed.Clock.NextTimer(wait => wait > TimeSpan.FromMinutes(59) && wait <= TimeSpan.FromHours(1));
        await bed.Publisher.PublishAsync(Deals(1));
        await asleep;

        await bed.Workflows.SaveAsync(workflow with { Action = workflow.Action with { Url = new Uri("https://erp.example.com/hooks") } });

        await bed.Store.WhenDeliveredAsync(1);
    }

    [Test]
    public async Task What_was_kept_although_its_publishing_was_cancelled_goes_all_the_same()
    {
        await using var bed = new WebhookTestBed(
            webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        await bed.StartAsync();
        bed.Store.AfterAdd = () => throw new OperationCanceledException();
        Task asleep = bed.Clock.NextTimer(wait => wait > TimeSpan.FromMinutes(1) && wait <= TimeSpan.FromMinutes(2));

        Assert.That(async () => await bed.Publisher.PublishAsync(Deals(1)), Throws.InstanceOf<OperationCanceledException>());

        await asleep;
        bed.Clock.Advance(TimeSpan.FromMinutes(2));
        await bed.Store.WhenDeliveredAsync(1);
    }

    private static WorkflowEvent[] Deals(int count) =>
        [.. Enumerable.Range(0, count).Select(number => new WorkflowEvent(CrmTriggers.OpportunityWon, $"opportunity-{number}"))];
}
