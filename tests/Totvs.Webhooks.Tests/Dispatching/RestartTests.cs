using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Dispatching;

/// <summary>A dispatcher that was stopped can be started again, and driven by hand, however the stop went.</summary>
public sealed class RestartTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Dispatcher_that_was_stopped_delivers_when_it_is_started_again()
    {
        await using var bed = Bed();
        for (int time = 1; time <= 3; time++)
        {
            await bed.StartAsync();
            await bed.Publisher.PublishAsync(Deals(1));
            await bed.Store.WhenDeliveredAsync((2 * time) - 1);
            await bed.StopAsync().WaitAsync(Patience);
            await bed.Publisher.PublishAsync(Deals(1));

            await bed.StartAsync();
            await bed.Store.WhenDeliveredAsync(2 * time);
            await bed.StopAsync().WaitAsync(Patience);
        }

        Assert.That(bed.Sender.Requests, Has.Count.EqualTo(6));
    }

    [Test]
    public async Task Dispatcher_whose_stop_was_broken_off_delivers_when_it_is_started_again()
    {
        await using var bed = Bed();
        await BreakOffAsync(bed);

        await bed.StartAsync();

        await bed.Store.WhenDeliveredAsync(1);
        await bed.Publisher.PublishAsync(Deals(1));
        await bed.Store.WhenDeliveredAsync(2);
    }

    [Test]
    public async Task Result_of_ProcessDueAsync_is_settled_after_a_stop_that_was_broken_off()
    {
        await using var bed = Bed();
        await BreakOffAsync(bed);

        // The time after which the stop gave up is over.
        bed.Clock.Advance(TimeSpan.FromSeconds(30));
        DispatchSummary summary = await bed.Dispatcher.ProcessDueAsync().WaitAsync(Patience);

        Assert.That(summary, Is.EqualTo(new DispatchSummary(1, 0, 0, 0)));
        Assert.That(await bed.CountAsync(), Is.EqualTo((Waiting: 0L, Claimed: 0L)));
    }

    [Test]
    public async Task Result_of_an_attempt_that_a_stop_left_behind_is_settled_after_the_next_start()
    {
        await using var bed = Bed();
        var answer = new TaskCompletionSource<DeliveryOutcome>();
        bed.Sender.Answer = (_, _) => answer.Task;
        await bed.StartAsync();
        await bed.Publisher.PublishAsync(Deals(1));
        await bed.Sender.WhenAskedAsync(1);
        await bed.StopWithoutTimeAsync();

        await bed.StartAsync();
        answer.SetResult(SomeDelivery.Accepted);

        await bed.Store.WhenDeliveredAsync(1);
    }

    [Test]
    public async Task Result_of_an_attempt_that_a_stop_left_behind_is_settled_without_another_start()
    {
        await using var bed = Bed();
        var answer = new TaskCompletionSource<DeliveryOutcome>();
        bed.Sender.Answer = (_, _) => answer.Task;
        await bed.StartAsync();
        await bed.Publisher.PublishAsync(Deals(1));
        await bed.Sender.WhenAskedAsync(1);
        await bed.StopWithoutTimeAsync();

        answer.SetResult(SomeDelivery.Accepted);

        await bed.Store.WhenDeliveredAsync(1);
    }

    [Test]
    public async Task Second_stop_and_stop_without_a_start_do_nothing()
    {
        await using var bed = Bed();
        await bed.StopAsync().WaitAsync(Patience);
        await bed.StartAsync();
        await bed.StopAsync().WaitAsync(Patience);

        await bed.StopAsync().WaitAsync(Patience);

        Assert.That(bed.Logs.GetSnapshot().Select(log => log.Id.Id), Has.None.EqualTo(4009));
    }

    private static async Task BreakOffAsync(WebhookTestBed bed)
    {
        bed.Sender.Answer = async (_, token) =>
        {
            await new TaskCompletionSource().Task.WaitAsync(token);
            return SomeDelivery.Accepted;
        };
        await bed.StartAsync();
        await bed.Publisher.PublishAsync(Deals(1));
        await bed.Sender.WhenAskedAsync(1);
        await bed.StopAsync(new CancellationToken(canceled: true)).WaitAsync(Patience);
        bed.Sender.Answer = (_, _) => Task.FromResult(SomeDelivery.Accepted);
    }

    private static WebhookTestBed Bed() =>
        new(webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));

    private static WorkflowEvent[] Deals(int count) =>
        [.. Enumerable.Range(0, count).Select(number => new WorkflowEvent(CrmTriggers.OpportunityWon, $"opportunity-{number}"))];
}
