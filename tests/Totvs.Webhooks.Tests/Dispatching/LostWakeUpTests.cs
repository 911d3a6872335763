using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows;

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

    private static WorkflowEvent[] Deals(int count) =>
        [.. Enumerable.Range(0, count).Select(number => new WorkflowEvent(CrmTriggers.OpportunityWon, $"opportunity-{number}"))];
}
