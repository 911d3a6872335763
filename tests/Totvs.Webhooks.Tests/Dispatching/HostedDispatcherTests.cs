using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Dispatching;

/// <summary>The dispatcher as the generic host runs it.</summary>
public sealed class HostedDispatcherTests
{
    private static readonly WorkflowEvent Won = new(CrmTriggers.OpportunityWon, "opportunity-1");

    [Test]
    public async Task New_delivery_is_sent_at_once_without_being_read_back_from_the_store()
    {
        await using var bed = BedWithOneWorkflow();
        await bed.StartAsync();
        int claims = bed.Store.CallsOf(nameof(IRetryStore.ClaimAsync));

        await bed.Publisher.PublishAsync(Won);
        await bed.Store.WhenSettledAsync(1);

        Assert.That(bed.Store.Settled.Single().Kind, Is.EqualTo(SettlementKind.Delivered));
        Assert.That(bed.Store.CallsOf(nameof(IRetryStore.ClaimAsync)), Is.EqualTo(claims));
    }

    [Test]
    public async Task Delivery_added_before_the_start_is_sent_after_it()
    {
        await using var bed = BedWithOneWorkflow();
        await bed.Publisher.PublishAsync(Won);

        await bed.StartAsync();

        await bed.Store.WhenSettledAsync(1);
        Assert.That(bed.Sender.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Failed_delivery_is_tried_again_when_it_is_due_and_not_before()
    {
        await using var bed = BedWithOneWorkflow();
        bed.Sender.AlwaysFail();
        await bed.StartAsync();
        Task asleep = bed.Clock.NextTimer(wait => wait == TimeSpan.FromMinutes(5));
        await bed.Publisher.PublishAsync(Won);
        await asleep;

        bed.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.That(bed.Sender.Requests, Has.Count.EqualTo(1));
        bed.Clock.Advance(TimeSpan.FromMilliseconds(1));

        await bed.Sender.WhenAskedAsync(2);
    }

    [Test]
    public async Task Idle_dispatcher_asks_the_store_nothing()
    {
        await using var bed = BedWithOneWorkflow();
        await bed.StartAsync();
        int calls = bed.Store.Calls.Count(call => call != nameof(IRetryStore.PurgeAsync));
        int timers = bed.Clock.TimersSet(wait => wait < TimeSpan.FromMinutes(10));

        for (int minute = 0; minute < 9; minute++)
        {
            bed.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.That(bed.Store.Calls.Count(call => call != nameof(IRetryStore.PurgeAsync)), Is.EqualTo(calls));
        Assert.That(bed.Clock.TimersSet(wait => wait < TimeSpan.FromMinutes(10)), Is.EqualTo(timers));
    }

    [Test]
    public async Task Shared_store_is_polled_slowly()
    {
        await using var bed = BedWithOneWorkflow();
        bed.Store.IsShared = true;
        Task asleep = bed.Clock.NextTimer(wait => wait == TimeSpan.FromSeconds(15));
        await bed.StartAsync();
        await asleep;
        int claims = bed.Store.CallsOf(nameof(IRetryStore.ClaimAsync));

        bed.Clock.Advance(TimeSpan.FromSeconds(15));

        await bed.Store.WhenCalledAsync(nameof(IRetryStore.ClaimAsync), claims + 1);
    }

    [Test]
    public async Task Dispatcher_survives_a_store_that_cannot_claim_and_goes_on_by_itself()
    {
        await using var bed = BedWithOneWorkflow();
        await bed.Publisher.PublishAsync(Won);
        int failures = 3;
        bed.Store.Before = method =>
        {
            if (method == nameof(IRetryStore.ClaimAsync) && failures-- > 0)
            {
                throw new InvalidOperationException("the disk is gone");
            }
        };
        Task firstPause = bed.Clock.NextTimer(wait => wait == TimeSpan.FromSeconds(1));
        Task secondPause = bed.Clock.NextTimer(wait => wait == TimeSpan.FromSeconds(2));
        Task thirdPause = bed.Clock.NextTimer(wait => wait == TimeSpan.FromSeconds(4));
        Task started = bed.StartAsync();

        await firstPause;
        bed.Clock.Advance(TimeSpan.FromSeconds(1));
        await secondPause;
        bed.Clock.Advance(TimeSpan.FromSeconds(2));
        await thirdPause;
        bed.Clock.Advance(TimeSpan.FromSeconds(4));

        await started;
        await bed.Store.WhenSettledAsync(1);
        Assert.That(bed.Logs.GetSnapshot().Count(log => log.Exception?.Message == "the disk is gone"), Is.EqualTo(3));
    }

    [Test]
    public async Task Result_is_kept_until_a_failing_store_takes_it()
    {
        await using var bed = BedWithOneWorkflow();
        await bed.StartAsync();
        int failures = 2;
        bed.Store.Before = method =>
        {
            if (method == nameof(IRetryStore.SettleAsync) && failures-- > 0)
            {
                throw new RetryStoreException("The store is locked.", isTransient: true);
            }
        };
        Task firstPause = bed.Clock.NextTimer(wait => wait == TimeSpan.FromSeconds(1));
        Task secondPause = bed.Clock.NextTimer(wait => wait == TimeSpan.FromSeconds(2));
        await bed.Publisher.PublishAsync(Won);

        await firstPause;
        bed.Clock.Advance(TimeSpan.FromSeconds(1));
        await secondPause;
        bed.Clock.Advance(TimeSpan.FromSeconds(2));

        await bed.Store.WhenSettledAsync(1);
        Assert.That(bed.Sender.Requests, Has.Count.EqualTo(1), "nothing was sent twice");
    }

    [Test]
    public async Task Store_that_cannot_add_makes_publishing_throw_and_its_room_is_given_back()
    {
        await using var bed = BedWithOneWorkflow(options => options.Dispatch.MaxConcurrentAttempts = 1);
        await bed.StartAsync();
        bed.Store.Before = method =>
        {
            if (method == nameof(IRetryStore.AddAsync))
            {
                throw new IOException("no space left on device");
            }
        };

        for (int time = 0; time < 3; time++)
        {
            Assert.That(
                async () => await bed.Publisher.PublishAsync(Won),
                Throws.TypeOf<RetryStoreException>()
                    .With.Message.Contains("no space left on device")
                    .And.InnerException.TypeOf<IOException>());
        }

        bed.Store.Before = _ => { };
        await bed.Publisher.PublishAsync(Won);
        await bed.Store.WhenSettledAsync(1);
    }

    [Test]
    public async Task Stop_lets_attempts_under_way_finish_and_claims_nothing_more()
    {
        await using var bed = BedWithOneWorkflow(options => options.Dispatch.MaxConcurrentAttemptsPerDestination = 1);
        var answer = new TaskCompletionSource<DeliveryOutcome>();
        bed.Sender.Answer = (_, _) => answer.Task;
        await bed.StartAsync();
        await bed.Publisher.PublishAsync([Won, new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-2")]);
        await bed.Sender.WhenAskedAsync(1);

        Task stopped = bed.StopAsync();
        Assert.That(stopped.IsCompleted, Is.False);
        answer.SetResult(SomeDelivery.Accepted);
        await stopped.WaitAsync(TimeSpan.FromSeconds(30));

        // The second may have been claimed ahead, and is given back then.
        Assert.That(
            bed.Store.Settled.Select(settlement => settlement.Kind).Where(kind => kind != SettlementKind.Released),
            Is.EqualTo(new[] { SettlementKind.Delivered }));
        Assert.That(bed.Sender.Requests, Has.Count.EqualTo(1));
        Assert.That((await bed.History.CountAsync()).Waiting, Is.EqualTo(1));
    }

    [Test]
    public async Task Stop_gives_back_what_has_not_finished_when_its_time_is_over()
    {
        await using var bed = BedWithOneWorkflow();
        bed.Sender.Answer = async (_, token) =>
        {
            await new TaskCompletionSource().Task.WaitAsync(token);
            return SomeDelivery.Accepted;
        };
        await bed.StartAsync();
        await bed.Publisher.PublishAsync(
            [.. Enumerable.Range(0, 5).Select(number => new WorkflowEvent(CrmTriggers.OpportunityWon, $"opportunity-{number}"))]);
        await bed.Sender.WhenAskedAsync(5);

        using var stopNow = new CancellationTokenSource();
        Task stopped = bed.StopAsync(stopNow.Token);
        await stopNow.CancelAsync();
        await stopped.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.That(bed.Store.Settled.Select(settlement => settlement.Kind), Is.EqualTo(Enumerable.Repeat(SettlementKind.Released, 5)));
        DeliveryPage page = await bed.History.SearchAsync(new DeliveryQuery { State = DeliveryState.Waiting });
        Assert.That(page.Deliveries.Select(record => record.Delivery.FailedAttempts), Is.EqualTo(new[] { 0, 0, 0, 0, 0 }));
    }

    [Test]
    public async Task Stop_goes_on_without_attempts_that_do_not_end_when_broken_off()
    {
        await using var bed = BedWithOneWorkflow();
        var never = new TaskCompletionSource<DeliveryOutcome>();
        bed.Sender.Answer = (_, _) => never.Task;
        await bed.StartAsync();
        await bed.Publisher.PublishAsync(Won);
        await bed.Sender.WhenAskedAsync(1);

        using var stopNow = new CancellationTokenSource();
        Task waiting = bed.Clock.NextTimer(wait => wait == TimeSpan.FromSeconds(10));
        Task stopped = bed.StopAsync(stopNow.Token);
        await stopNow.CancelAsync();
        await waiting;
        bed.Clock.Advance(TimeSpan.FromSeconds(10));

        await stopped.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(bed.Logs.GetSnapshot().Select(log => log.Id.Id), Has.Some.EqualTo(4014));
    }

    [Test]
    public async Task Stop_gives_results_up_that_the_store_does_not_take_whatever_it_throws()
    {
        await using var bed = BedWithOneWorkflow();
        await bed.StartAsync();
        bed.Store.Before = method =>
        {
            if (method == nameof(IRetryStore.SettleAsync))
            {
                throw new InvalidOperationException("a bug of the host's own store");
            }
        };
        Task pause = bed.Clock.NextTimer(wait => wait == TimeSpan.FromSeconds(1));
        await bed.Publisher.PublishAsync(Won);
        await pause;

        using var stopNow = new CancellationTokenSource();
        Task waiting = bed.Clock.NextTimer(wait => wait == TimeSpan.FromSeconds(10));
        Task stopped = bed.StopAsync(stopNow.Token);
        await stopNow.CancelAsync();
        await waiting;
        bed.Clock.Advance(TimeSpan.FromSeconds(5));

        await stopped.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(bed.Logs.GetSnapshot().Select(log => log.Id.Id), Has.Some.EqualTo(4008));
    }

    [Test]
    public async Task Events_published_after_the_stop_wait_in_the_store()
    {
        await using var bed = BedWithOneWorkflow();
        await bed.StartAsync();
        await bed.StopAsync();

        await bed.Publisher.PublishAsync(Won);

        Assert.That(bed.Sender.Requests, Is.Empty);
        Assert.That((await bed.History.CountAsync()).Waiting, Is.EqualTo(1));
    }

    [Test]
    public async Task Destination_that_hangs_does_not_slow_another_however_much_waits_for_it()
    {
        await using var bed = new WebhookTestBed(webhooks => webhooks
            .Configure(options => (options.Dispatch.MaxConcurrentAttempts, options.Dispatch.MaxConcurrentAttemptsPerDestination) = (8, 4))
            .AddWorkflow(WebhookTestBed.WorkflowTo("https://dead.example.com/hooks", "dead", CrmTriggers.LeadCreated))
            .AddWorkflow(WebhookTestBed.WorkflowTo("https://healthy.example.com/hooks", "healthy", CrmTriggers.OpportunityWon)));
        var hangs = new TaskCompletionSource<DeliveryOutcome>();
        bed.Sender.Answer = (request, _) => request.Action.Url.Host == "dead.example.com"
            ? hangs.Task
            : Task.FromResult(SomeDelivery.Accepted);
        await bed.StartAsync();
        await bed.Publisher.PublishAsync(
            [.. Enumerable.Range(0, 500).Select(number => new WorkflowEvent(CrmTriggers.LeadCreated, $"lead-{number}"))]);
        await bed.Sender.WhenAskedAsync(4);

        await bed.Publisher.PublishAsync(
            [.. Enumerable.Range(0, 100).Select(number => new WorkflowEvent(CrmTriggers.OpportunityWon, $"opportunity-{number}"))]);
        await bed.Store.WhenSettledAsync(100);

        Assert.That(
            bed.Sender.Requests.Count(request => request.Action.Url.Host == "dead.example.com"), Is.EqualTo(4), "its lane, and no more");
        hangs.SetResult(SomeDelivery.Accepted);
        await bed.Store.WhenSettledAsync(600);
    }

    [Test]
    public async Task Finished_deliveries_past_their_age_are_removed_while_the_host_runs()
    {
        await using var bed = BedWithOneWorkflow();
        await bed.StartAsync();
        Task resting = bed.Clock.NextTimer(wait => wait == TimeSpan.FromMilliseconds(50));

        bed.Clock.Advance(TimeSpan.FromMinutes(10));
        await resting;

        Assert.That(bed.Store.CallsOf(nameof(IRetryStore.PurgeAsync)), Is.EqualTo(1));
    }

    private static WebhookTestBed BedWithOneWorkflow(Action<TotvsWebhooksOptions>? configure = null) => new(webhooks => webhooks
        .Configure(configure ?? (_ => { }))
        .AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
}
