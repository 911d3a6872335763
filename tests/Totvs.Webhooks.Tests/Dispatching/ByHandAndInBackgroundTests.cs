using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Dispatching;

/// <summary>A test of a host knows when everything due has been attempted, whether the host delivers in the background or not.</summary>
public sealed class ByHandAndInBackgroundTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task ProcessDueAsync_beside_a_running_host_returns_when_what_was_published_before_has_been_settled()
    {
        await using var bed = Bed();
        bed.Sender.Answer = async (_, _) =>
        {
            await Task.Yield();
            return SomeDelivery.Accepted;
        };
        await bed.StartAsync();
        for (int round = 1; round <= 50; round++)
        {
            await bed.Publisher.PublishAsync(Deals(5));

            await bed.Dispatcher.ProcessDueAsync().WaitAsync(Patience);

            Assert.That(bed.Store.Settled.Count(settlement => settlement.Kind == SettlementKind.Delivered), Is.EqualTo(round * 5));
        }
    }

    [Test]
    public async Task ProcessDueAsync_waits_for_an_attempt_that_the_background_has_under_way()
    {
        await using var bed = Bed();
        var answer = new TaskCompletionSource<DeliveryOutcome>();
        bed.Sender.Answer = (_, _) => answer.Task;
        await bed.StartAsync();
        await bed.Publisher.PublishAsync(Deals(1));
        await bed.Sender.WhenAskedAsync(1);
        int claims = bed.Store.CallsOf(nameof(IRetryStore.ClaimAsync));
        Task<DispatchSummary> processing = bed.Dispatcher.ProcessDueAsync();
        await bed.Store.WhenCalledAsync(nameof(IRetryStore.ClaimAsync), claims + 1);

        Assert.That(processing.IsCompleted, Is.False);
        answer.SetResult(SomeDelivery.Accepted);

        Assert.That(await processing.WaitAsync(Patience), Is.EqualTo(new DispatchSummary(0, 0, 0, 0)), "the attempt was the background's");
        Assert.That(await bed.CountAsync(), Is.EqualTo((Waiting: 0L, Claimed: 0L)));
    }

    [Test]
    public async Task ProcessDueAsync_waits_for_what_the_background_has_claimed_since_the_call_looked_at_it()
    {
        await using var bed = Bed();
        bed.Sender.AlwaysFail();
        await bed.StartAsync();
        await bed.Publisher.PublishAsync(Deals(1));
        await bed.Dispatcher.WaitUntilIdleAsync().WaitAsync(Patience);
        var answer = new TaskCompletionSource<DeliveryOutcome>();
        bed.Sender.Answer = (_, _) => answer.Task;
        bool isByHand = true;
        bed.Store.AfterClaimAsync = async _ =>
        {
            if (isByHand)
            {
                // The claim of the call found nothing; before it is told so, the background claims what is due by then.
                isByHand = false;
                bed.Clock.Advance(TimeSpan.FromMinutes(5));
                await bed.Sender.WhenAskedAsync(2);
            }
        };
        bool hasLeft = false;
        bed.Store.Before = method => hasLeft |= method == nameof(IRetryStore.GiveUpAsync) && !answer.Task.IsCompleted;

        Task processing = bed.Dispatcher.ProcessDueAsync();
        await bed.Sender.WhenAskedAsync(2);
        for (int turn = 0; turn < 10_000 && !processing.IsCompleted; turn++)
        {
            await Task.Yield();
        }

        Assert.That(processing.IsCompleted || hasLeft, Is.False, "the attempt is under way");
        answer.SetResult(SomeDelivery.Accepted);
        await processing.WaitAsync(Patience);
        Assert.That(await bed.CountAsync(), Is.EqualTo((Waiting: 0L, Claimed: 0L)));
    }

    [Test]
    public async Task ProcessDueAsync_beside_a_host_that_stops_returns()
    {
        await using var bed = Bed();
        var answer = new TaskCompletionSource<DeliveryOutcome>();
        bed.Sender.Answer = (_, _) => answer.Task;
        await bed.StartAsync();
        await bed.Publisher.PublishAsync(Deals(1));
        await bed.Sender.WhenAskedAsync(1);
        Task<DispatchSummary> processing = bed.Dispatcher.ProcessDueAsync();

        Task stopped = bed.StopAsync();
        await processing.WaitAsync(Patience);

        answer.SetResult(SomeDelivery.Accepted);
        await stopped.WaitAsync(Patience);
    }

    [Test]
    public async Task Summary_tells_of_everything_where_nothing_delivers_in_the_background()
    {
        await using var bed = BedByHand();
        await bed.StartOnlyAsync();
        for (int round = 0; round < 20; round++)
        {
            await bed.Publisher.PublishAsync(Deals(5));
            Assert.That(bed.Sender.Requests, Has.Count.EqualTo(round * 5));

            Assert.That(await bed.Dispatcher.ProcessDueAsync().WaitAsync(Patience), Is.EqualTo(new DispatchSummary(5, 0, 0, 0)));
        }

        bed.Sender.AlwaysFail();
        await bed.Publisher.PublishAsync(Deals(1));
        Assert.That(await bed.Dispatcher.ProcessDueAsync().WaitAsync(Patience), Is.EqualTo(new DispatchSummary(0, 1, 0, 0)));
        bed.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.That(bed.Sender.Requests, Has.Count.EqualTo(101), "also when it is due again");
        Assert.That(await bed.Dispatcher.ProcessDueAsync().WaitAsync(Patience), Is.EqualTo(new DispatchSummary(0, 1, 0, 0)));
    }

    [Test]
    public async Task Host_that_does_not_deliver_in_the_background_stops_and_starts_again()
    {
        await using var bed = BedByHand();
        await bed.StartOnlyAsync();
        await bed.Publisher.PublishAsync(Deals(2));
        await bed.StopAsync().WaitAsync(Patience);
        await bed.StartOnlyAsync();
        await bed.StopAsync().WaitAsync(Patience);

        Assert.That(bed.Sender.Requests, Is.Empty);
        Assert.That(await bed.CountAsync(), Is.EqualTo((Waiting: 2L, Claimed: 0L)));
    }

    [Test]
    public async Task WaitUntilIdleAsync_returns_when_what_was_published_before_has_been_settled([Values(1, 2, 200)] int count)
    {
        // More than the lane has room for: the rest is claimed ahead, or waits in the store.
        await using var bed = Bed(options => options.Dispatch.MaxConcurrentAttemptsPerDestination = 4);
        bed.Sender.Answer = async (_, _) =>
        {
            await Task.Yield();
            return SomeDelivery.Accepted;
        };
        await bed.StartAsync();
        for (int round = 1; round <= 20; round++)
        {
            await bed.Publisher.PublishAsync(Deals(count));

            await bed.Dispatcher.WaitUntilIdleAsync().WaitAsync(Patience);

            Assert.That(bed.Store.Settled.Count(settlement => settlement.Kind == SettlementKind.Delivered), Is.EqualTo(round * count));
            Assert.That(await bed.CountAsync(), Is.EqualTo((Waiting: 0L, Claimed: 0L)));
        }
    }

    [Test]
    public async Task WaitUntilIdleAsync_waits_for_each_event_of_an_ordered_record()
    {
        Workflow workflow = WebhookTestBed.WorkflowTo("https://erp.example.com/hooks");
        workflow = workflow with { Action = workflow.Action with { OrderedByRecord = true } };
        await using var bed = new WebhookTestBed(webhooks => webhooks.AddWorkflow(workflow));
        await bed.StartAsync();
        for (int number = 0; number < 20; number++)
        {
            await bed.Publisher.PublishAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1"));
        }

        await bed.Dispatcher.WaitUntilIdleAsync().WaitAsync(Patience);

        Assert.That(bed.Sender.Requests, Has.Count.EqualTo(20));
    }

    [Test]
    public async Task WaitUntilIdleAsync_does_not_wait_for_a_later_time_and_sees_what_is_due_when_the_clock_has_moved()
    {
        await using var bed = Bed();
        bed.Sender.AlwaysFail();
        await bed.StartAsync();
        await bed.Publisher.PublishAsync(Deals(1));
        for (int attempt = 1; attempt <= 3; attempt++)
        {
            await bed.Dispatcher.WaitUntilIdleAsync().WaitAsync(Patience);
            Assert.That(bed.Sender.Requests, Has.Count.EqualTo(attempt));
            bed.Clock.Advance(TimeSpan.FromMinutes(5));
        }
    }

    [Test]
    public async Task WaitUntilIdleAsync_waits_for_the_results_and_for_runs_by_hand()
    {
        await using var bed = BedByHand();
        var gate = new Gate();
        bed.Store.BeforeSettleAsync = gate.PassAsync;
        await bed.StartOnlyAsync();
        await bed.Publisher.PublishAsync(Deals(1));
        Task processing = bed.Dispatcher.ProcessDueAsync();
        await gate.WhenReachedAsync();

        Task idle = bed.Dispatcher.WaitUntilIdleAsync();
        Assert.That(idle.IsCompleted, Is.False);
        gate.Open();

        await idle.WaitAsync(Patience);
        await processing.WaitAsync(Patience);
    }

    [Test]
    public async Task WaitUntilIdleAsync_says_so_when_nothing_delivers_what_is_due([Values] bool isByHand)
    {
        await using var bed = isByHand ? BedByHand() : Bed();
        await bed.Dispatcher.WaitUntilIdleAsync().WaitAsync(Patience);
        await bed.Publisher.PublishAsync(Deals(1));

        Assert.That(
            async () => await bed.Dispatcher.WaitUntilIdleAsync().WaitAsync(Patience),
            Throws.InvalidOperationException.With.Message.Contains("Dispatch.DeliverInBackground").And.Message.Contains("ProcessDueAsync"));

        await bed.Dispatcher.ProcessDueAsync();
        Assert.That(async () => await bed.Dispatcher.WaitUntilIdleAsync().WaitAsync(Patience), Throws.Nothing);
    }

    [Test]
    public async Task WaitUntilIdleAsync_ends_when_its_caller_cancels_and_when_the_host_stops()
    {
        await using var bed = Bed();
        var answer = new TaskCompletionSource<DeliveryOutcome>();
        bed.Sender.Answer = (_, _) => answer.Task;
        await bed.StartAsync();
        await bed.Publisher.PublishAsync(Deals(1));
        await bed.Sender.WhenAskedAsync(1);
        using var cancelled = new CancellationTokenSource();
        Task idle = bed.Dispatcher.WaitUntilIdleAsync(cancelled.Token);
        Task other = bed.Dispatcher.WaitUntilIdleAsync();

        await cancelled.CancelAsync();
        Assert.That(async () => await idle.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
        Task stopped = bed.StopAsync();
        answer.SetResult(SomeDelivery.Accepted);

        await other.WaitAsync(Patience);
        await stopped.WaitAsync(Patience);
    }

    private static WebhookTestBed BedByHand() => Bed(options => options.Dispatch.DeliverInBackground = false);

    private static WebhookTestBed Bed(Action<TotvsWebhooksOptions>? configure = null) => new(webhooks => webhooks
        .Configure(configure ?? (_ => { }))
        .AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));

    private static WorkflowEvent[] Deals(int count) =>
        [.. Enumerable.Range(0, count).Select(number => new WorkflowEvent(CrmTriggers.OpportunityWon, $"opportunity-{number}"))];
}
