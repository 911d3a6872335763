using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Dispatching.Lanes;

/// <summary>What a claim asks for has a place: a claim never gives back what it took, and no workflow starves beside another.</summary>
/// <remarks>All bounds are counts that hold on a machine of any speed.</remarks>
public sealed class CreditTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly DeliveryOutcome Unreachable = new()
    {
        Kind = DeliveryOutcomeKind.ConnectionFailed,
        Description = "Connection refused.",
    };

    [Test]
    public async Task Full_dispatcher_claims_nothing_for_limited_workflows_until_a_slot_is_free()
    {
        const int Count = 20;
        await using var bed = new WebhookTestBed(webhooks => webhooks
            .Configure(options => options.Dispatch.MaxConcurrentAttempts = 4)
            .AddWorkflow(Limited("a", CrmTriggers.OpportunityWon, limit: 3))
            .AddWorkflow(Limited("b", CrmTriggers.LeadCreated, limit: 3)));
        var receiver = new HeldReceiver(bed.Sender);
        await bed.Publisher.PublishAsync([.. Events(CrmTriggers.OpportunityWon, Count), .. Events(CrmTriggers.LeadCreated, Count)]);
        await bed.StartOnlyAsync();
        await receiver.WhenHoldingAsync(4);

        await YieldUntilAsync(bed.Store.WhenCalledAsync(nameof(IRetryStore.ClaimAsync), 200));
        int claims = bed.Store.CallsOf(nameof(IRetryStore.ClaimAsync));
        int released = Released(bed);
        receiver.AcceptAll();
        await bed.Store.WhenDeliveredAsync(2 * Count);

        Assert.Multiple(() =>
        {
            Assert.That(claims, Is.LessThanOrEqualTo(6), "claims while all four slots were in use");
            Assert.That(released, Is.Zero, "deliveries given back while all four slots were in use");
            Assert.That(receiver.MaxRunning, Is.LessThanOrEqualTo(4));
            Assert.That(Released(bed), Is.Zero, "deliveries given back in all");
        });
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(5)]
    public async Task Limited_workflow_goes_on_beside_the_backlog_of_another_to_the_same_destination(int limit)
    {
        const int Backlog = 3_000;
        const int Count = 20;
        await using var bed = new WebhookTestBed(webhooks => webhooks
            .AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/deals", "backlog"))
            .AddWorkflow(Limited("limited", CrmTriggers.LeadCreated, limit)));
        var receiver = new HeldReceiver(bed.Sender) { Holds = request => request.Action.Url.AbsolutePath == "/deals" };
        await bed.Publisher.PublishAsync(Events(CrmTriggers.OpportunityWon, Backlog));
        await bed.StartOnlyAsync();
        await receiver.WhenHoldingAsync(16);
        await bed.Publisher.PublishAsync(Events(CrmTriggers.LeadCreated, Count));

        // Each accepted attempt of the backlog frees a slot, which is always taken again: as many steps as the machine likes to take.
        int steps = 0;
        for (; steps < Backlog / 2 && Accepted("/leads") < Count; steps++)
        {
            receiver.AcceptOne();
            await receiver.WhenHoldingAsync(14 - limit).WaitAsync(Patience);
        }

        int accepted = Accepted("/leads");
        receiver.AcceptAll();
        await bed.Store.WhenDeliveredAsync(Backlog + Count);

        Assert.Multiple(() =>
        {
            Assert.That(accepted, Is.EqualTo(Count), $"attempts of the limited workflow beside {steps} of the backlog");
            Assert.That(Released(bed), Is.Zero, "deliveries given back");
        });

        int Accepted(string path) => bed.Sender.Requests.Count(request => request.Action.Url.AbsolutePath == path);
    }

    [TestCase(1, 512)]
    [TestCase(8, 32)]
    public async Task Attempts_that_do_not_reach_the_receiver_give_nothing_back(int destinations, int slots)
    {
        const int Count = 3_200;
        await using var bed = new WebhookTestBed(webhooks =>
        {
            webhooks.Configure(options => options.Dispatch.MaxConcurrentAttempts = slots);
            for (int number = 0; number < destinations; number++)
            {
                webhooks.AddWorkflow(WebhookTestBed.WorkflowTo($"https://erp-{number}.example.com/deals", $"workflow {number}"));
            }
        });
        int sent = 0;
        bed.Sender.Answer = async (request, _) =>
        {
            await Task.Yield();
            return request.Attempt == 1 && Interlocked.Increment(ref sent) % 20 == 0 ? Unreachable : SomeDelivery.Accepted;
        };
        await bed.Publisher.PublishAsync(Events(CrmTriggers.OpportunityWon, Count / destinations));
        await bed.StartOnlyAsync();
        await bed.Store.WhenAttemptedAsync(Count);
        await bed.Dispatcher.WaitUntilIdleAsync().WaitAsync(Patience);
        bed.Clock.Advance(TimeSpan.FromMinutes(5));
        await bed.Store.WhenDeliveredAsync(Count);

        Assert.Multiple(() =>
        {
            Assert.That(bed.Sender.Requests, Has.Count.EqualTo(Count + (Count / 20)));
            Assert.That(Released(bed), Is.LessThanOrEqualTo(Count / 100), "deliveries given back");
            Assert.That(bed.Store.CallsOf(nameof(IRetryStore.ClaimAsync)), Is.LessThan(Count), "claims");
        });
    }

    [Test]
    public async Task One_attempt_that_does_not_reach_the_receiver_drops_nothing_that_was_claimed_ahead()
    {
        const int Count = 64;
        await using var bed = new WebhookTestBed(webhooks =>
            webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/deals")));
        var receiver = new HeldReceiver(bed.Sender);
        await bed.Publisher.PublishAsync(Events(CrmTriggers.OpportunityWon, Count));
        await bed.StartOnlyAsync();
        await receiver.WhenHoldingAsync(16);
        await YieldUntilAsync(async () => await bed.CountAsync() is { Claimed: > 16 });

        receiver.AnswerOne(Unreachable);
        receiver.AcceptAll();
        await bed.Store.WhenAttemptedAsync(Count);

        Assert.That(Released(bed), Is.Zero, "deliveries given back");
    }

    private static WorkflowEvent[] Events(Trigger trigger, int count) =>
        [.. Enumerable.Range(0, count).Select(number => new WorkflowEvent(trigger, $"record-{number}"))];

    private static Workflow Limited(string name, Trigger trigger, int limit)
    {
        Workflow workflow = WebhookTestBed.WorkflowTo("https://erp.example.com/leads", name, trigger);
        return workflow with { Action = workflow.Action with { MaxConcurrentAttempts = limit } };
    }

    private static int Released(WebhookTestBed bed) => bed.Store.Settled.Count(settlement => settlement.Kind == SettlementKind.Released);

    // Gives a loop that runs wild the turns to be seen; a loop that rests makes no use of them.
    private static Task YieldUntilAsync(Task task) => YieldUntilAsync(() => Task.FromResult(task.IsCompleted));

    private static async Task YieldUntilAsync(Func<Task<bool>> isReached)
    {
        for (int turn = 0; turn < 20_000 && !await isReached(); turn++)
        {
            await Task.Yield();
        }
    }
}
