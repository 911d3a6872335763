using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Dispatching;

/// <summary>A stop in good order leaves nothing claimed, whatever was on its way when it came, and it ends in its time.</summary>
public sealed class OrderlyStopTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Stop_ends_although_what_a_sender_registered_for_the_breaking_off_does_not_return()
    {
        await using var bed = new WebhookTestBed(
            webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        using var returns = new ManualResetEventSlim();
        var answer = new TaskCompletionSource<DeliveryOutcome>();
        bed.Sender.Answer = (_, token) =>
        {
            token.Register(() => returns.Wait(CancellationToken.None));
            return answer.Task;
        };
        await bed.StartAsync();
        await bed.Publisher.PublishAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1"));
        await bed.Sender.WhenAskedAsync(1);

        try
        {
            await bed.StopWithoutTimeAsync();
        }
        finally
        {
            returns.Set();
            answer.SetResult(SomeDelivery.Accepted);
        }
    }

    [Test]
    public async Task Claim_that_was_granted_as_the_stop_came_is_given_back([Values] bool isTimeOver)
    {
        await using var bed = Bed();
        var gate = new Gate();
        await bed.Publisher.PublishAsync(Deals(5));
        bed.Store.AfterClaimAsync = gate.PassAsync;
        await bed.StartOnlyAsync();
        await gate.WhenReachedAsync();

        Task stopped = bed.StopAsync(new CancellationToken(isTimeOver));
        gate.Open();
        await stopped.WaitAsync(Patience);

        Assert.That(await bed.CountAsync(), Is.EqualTo((Waiting: 5L, Claimed: 0L)));
        Assert.That(bed.Sender.Requests, Is.Empty);
    }

    [Test]
    public async Task Claim_that_hangs_does_not_hold_up_a_stop_whose_time_is_over_and_is_given_back_when_it_ends()
    {
        await using var bed = Bed();
        var gate = new Gate();
        await bed.Publisher.PublishAsync(Deals(5));
        bed.Store.AfterClaimAsync = gate.PassRegardlessAsync;
        await bed.StartOnlyAsync();
        await gate.WhenReachedAsync();

        // The clock stands still: a stop is bounded by the machine's own as well.
        await bed.StopAsync(new CancellationToken(canceled: true)).WaitAsync(Patience);
        gate.Open();
        await bed.Store.WhenSettledAsync(5);

        Assert.That(await bed.CountAsync(), Is.EqualTo((Waiting: 5L, Claimed: 0L)));
        Assert.That(bed.Sender.Requests, Is.Empty);
    }

    [Test]
    public async Task Store_that_blocks_its_caller_does_not_hold_up_a_stop_whose_time_is_over(
        [Values(nameof(IRetryStore.ClaimAsync), nameof(IRetryStore.GetTimeUntilDueAsync))] string blocking)
    {
        await using var bed = Bed();
        using var blocked = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        bed.Store.Before = method =>
        {
            if (method == blocking)
            {
                blocked.Set();
                goOn.Wait(Patience);
            }
        };
        await bed.StartOnlyAsync();
        blocked.Wait(Patience);

        await bed.Publisher.PublishAsync(Deals(5));
        await bed.StopWithoutTimeAsync();
        goOn.Set();

        // The loop that was left behind does nothing of harm to the one that runs since.
        bed.Store.Before = _ => { };
        await bed.StartAsync();

        // What its late claim brings is given back and then delivered; that is no work of the run that is waited for below.
        await bed.Store.WhenDeliveredAsync(5).WaitAsync(Patience);
        await bed.Dispatcher.WaitUntilIdleAsync().WaitAsync(Patience);
        Assert.That(await bed.CountAsync(), Is.EqualTo((Waiting: 0L, Claimed: 0L)));
    }

    [Test]
    public async Task Store_that_never_takes_results_does_not_hold_up_a_stop_whose_time_is_over()
    {
        await using var bed = Bed();
        var gate = new Gate();
        await bed.StartAsync();
        bed.Store.BeforeSettleAsync = gate.PassRegardlessAsync;
        await bed.Publisher.PublishAsync(Deals(3));
        await gate.WhenReachedAsync();

        await bed.StopWithoutTimeAsync();

        gate.Open();
    }

    [Test]
    public async Task What_was_kept_although_its_caller_cancelled_is_attempted_at_once()
    {
        await using var bed = Bed();
        var gate = new Gate();
        await bed.StartAsync();
        bed.Store.AfterAddAsync = gate.PassAsync;
        using var cancelled = new CancellationTokenSource();
        Task publishing = bed.Publisher.PublishAsync(Deals(3), cancelled.Token);
        await gate.WhenReachedAsync();

        await cancelled.CancelAsync();
        Assert.That(async () => await publishing.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
        gate.Open();

        await bed.Store.WhenDeliveredAsync(3);
    }

    [Test]
    public async Task What_was_kept_although_its_caller_cancelled_is_given_back_by_a_stop()
    {
        await using var bed = Bed();
        var gate = new Gate();
        await bed.StartAsync();
        bed.Store.AfterAddAsync = gate.PassAsync;
        using var cancelled = new CancellationTokenSource();
        Task publishing = bed.Publisher.PublishAsync(Deals(3), cancelled.Token);
        await gate.WhenReachedAsync();

        await cancelled.CancelAsync();
        Task stopped = bed.StopAsync(new CancellationToken(canceled: true));
        gate.Open();
        await stopped.WaitAsync(Patience);

        Assert.That(async () => await publishing.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await bed.CountAsync()).Claimed, Is.Zero);
    }

    [Test]
    public async Task What_is_published_while_a_stop_waits_is_left_waiting()
    {
        await using var bed = Bed();
        var answer = new TaskCompletionSource<DeliveryOutcome>();
        bed.Sender.Answer = (_, _) => answer.Task;
        await bed.StartAsync();
        await bed.Publisher.PublishAsync(Deals(1));
        await bed.Sender.WhenAskedAsync(1);

        Task stopped = bed.StopAsync();
        await bed.Publisher.PublishAsync(Deals(4));
        answer.SetResult(SomeDelivery.Accepted);
        await stopped.WaitAsync(Patience);

        Assert.That(await bed.CountAsync(), Is.EqualTo((Waiting: 4L, Claimed: 0L)));
    }

    [Test]
    public async Task ProcessDueAsync_that_is_cancelled_as_its_claim_is_granted_gives_it_back()
    {
        await using var bed = Bed();
        var gate = new Gate();
        await bed.Publisher.PublishAsync(Deals(5));
        bed.Store.AfterClaimAsync = gate.PassAsync;
        using var cancelled = new CancellationTokenSource();
        Task processing = bed.Dispatcher.ProcessDueAsync(cancelled.Token);
        await gate.WhenReachedAsync();

        await cancelled.CancelAsync();
        gate.Open();

        Assert.That(async () => await processing.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await bed.CountAsync(), Is.EqualTo((Waiting: 5L, Claimed: 0L)));
    }

    [Test]
    public async Task ProcessDueAsync_that_is_cancelled_ends_though_its_claim_hangs()
    {
        await using var bed = Bed();
        var gate = new Gate();
        await bed.Publisher.PublishAsync(Deals(5));
        bed.Store.AfterClaimAsync = gate.PassRegardlessAsync;
        using var cancelled = new CancellationTokenSource();
        Task processing = bed.Dispatcher.ProcessDueAsync(cancelled.Token);
        await gate.WhenReachedAsync();

        Task waiting = bed.Clock.NextTimer(wait => wait == TimeSpan.FromSeconds(5));
        await cancelled.CancelAsync();
        await waiting;
        waiting = bed.Clock.NextTimer(wait => wait == TimeSpan.FromSeconds(10));
        bed.Clock.Advance(TimeSpan.FromSeconds(5));
        await waiting;
        bed.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.That(async () => await processing.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
        gate.Open();

        await bed.Store.WhenSettledAsync(5);
        Assert.That((await bed.CountAsync()).Claimed, Is.Zero);
    }

    [Test]
    public async Task Sender_whose_token_throws_when_it_is_cancelled_does_not_make_the_stop_throw()
    {
        await using var bed = Bed();
        var answer = new TaskCompletionSource<DeliveryOutcome>();
        bed.Sender.Answer = (_, token) =>
        {
            token.Register(() =>
            {
                answer.TrySetCanceled(token);
                throw new InvalidOperationException("A fault of a sender.");
            });
            return answer.Task;
        };
        await bed.StartAsync();
        await bed.Publisher.PublishAsync(Deals(1));
        await bed.Sender.WhenAskedAsync(1);

        Assert.That(async () => await bed.StopAsync(new CancellationToken(canceled: true)).WaitAsync(Patience), Throws.Nothing);

        Assert.That(await bed.CountAsync(), Is.EqualTo((Waiting: 1L, Claimed: 0L)));
    }

    [Test]
    public async Task Nothing_is_said_of_attempts_when_none_is_under_way()
    {
        await using var bed = Bed();
        await bed.StartAsync();
        await bed.Publisher.PublishAsync(Deals(1));
        await bed.Store.WhenDeliveredAsync(1);

        await bed.StopAsync().WaitAsync(Patience);

        Assert.That(bed.Logs.GetSnapshot().Select(log => log.Id.Id), Has.None.EqualTo(4009).And.None.EqualTo(4010).And.None.EqualTo(4014));
    }

    [Test]
    public async Task Number_of_attempts_under_way_is_said_when_the_stop_waits_for_them()
    {
        await using var bed = Bed();
        var answer = new TaskCompletionSource<DeliveryOutcome>();
        bed.Sender.Answer = (_, _) => answer.Task;
        await bed.StartAsync();
        await bed.Publisher.PublishAsync(Deals(2));
        await bed.Sender.WhenAskedAsync(2);

        Task stopped = bed.StopAsync();
        answer.SetResult(SomeDelivery.Accepted);
        await stopped.WaitAsync(Patience);

        Assert.That(
            bed.Logs.GetSnapshot().Single(log => log.Id.Id == 4009).Message, Is.EqualTo("Stopping: waiting for 2 running attempts"));
    }

    private static WebhookTestBed Bed() =>
        new(webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));

    private static WorkflowEvent[] Deals(int count) =>
        [.. Enumerable.Range(0, count).Select(number => new WorkflowEvent(CrmTriggers.OpportunityWon, $"opportunity-{number}"))];
}
