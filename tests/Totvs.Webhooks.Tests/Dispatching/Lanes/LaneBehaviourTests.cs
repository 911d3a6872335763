using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Dispatching.Lanes;

/// <summary>What lanes come to, seen from outside: by what is sent, and by the calls of the store.</summary>
public sealed class LaneBehaviourTests
{
    private const int Probes = 8;

    private static readonly DeliveryOutcome NobodyThere = new()
    {
        Kind = DeliveryOutcomeKind.ConnectionFailed,
        Description = "Nobody there.",
    };

    [Test]
    public async Task Dead_destination_gets_probes_and_its_backlog_is_neither_claimed_nor_spends_attempts()
    {
        await using var bed = new WebhookTestBed(
            webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://dead.example.com/hooks")));
        bed.Sender.Answer = (_, _) => Task.FromResult(NobodyThere);
        await bed.StartAsync();
        Task paused = bed.Clock.NextTimer(IsPause);
        await bed.Publisher.PublishAsync(Deals(200));
        await paused;

        // The clock must not move while the loop reckons how long to sleep.
        await bed.Dispatcher.WaitUntilIdleAsync();
        int claims = bed.Store.CallsOf(nameof(IRetryStore.ClaimAsync));

        for (int probe = 0; probe < Probes; probe++)
        {
            paused = bed.Clock.NextTimer(IsPause);
            bed.Clock.Advance(TimeSpan.FromSeconds(30));
            await paused;
            await bed.Dispatcher.WaitUntilIdleAsync();
        }

        claims = bed.Store.CallsOf(nameof(IRetryStore.ClaimAsync)) - claims;
        await bed.StopAsync();
        Assert.That(claims, Is.LessThanOrEqualTo(Probes), "a claim for each probe, and none while the lane has no room");
        Assert.That(bed.Sender.Requests, Has.Count.LessThan(60 + Probes), "the lane shrank to a probe while the first attempts failed");
        DeliveryPage page = await bed.History.SearchAsync(new DeliveryQuery { PageSize = 200 });
        Assert.That(
            page.Deliveries.Sum(record => record.Delivery.FailedAttempts),
            Is.EqualTo(bed.Sender.Requests.Count),
            "an attempt is spent where one was made");
        Assert.That(page.Deliveries.Count(record => record.Delivery.FailedAttempts == 0), Is.GreaterThan(130));
    }

    [Test]
    public async Task Destination_that_is_back_gets_its_backlog_without_further_pauses()
    {
        await using var bed = new WebhookTestBed(
            webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://dead.example.com/hooks")));
        bed.Sender.Answer = (_, _) => Task.FromResult(NobodyThere);
        await bed.StartAsync();
        Task paused = bed.Clock.NextTimer(IsPause);
        await bed.Publisher.PublishAsync(Deals(200));
        await paused;

        // The clock must not move while the loop reckons how long to sleep.
        await bed.Dispatcher.WaitUntilIdleAsync();
        bed.Sender.Answer = (_, _) => Task.FromResult(SomeDelivery.Accepted);

        bed.Clock.Advance(TimeSpan.FromSeconds(30));
        await bed.Store.WhenAttemptedAsync(200);
        Assert.That(bed.Sender.Requests, Has.Count.EqualTo(200), "each has been attempted once, those that failed and those that waited");

        await bed.Dispatcher.WaitUntilIdleAsync();
        bed.Clock.Advance(TimeSpan.FromMinutes(5));

        await bed.Store.WhenDeliveredAsync(200);
    }

    [Test]
    public async Task New_event_for_a_healthy_destination_passes_a_thousand_due_ones_for_slow_ones()
    {
        await using var bed = new WebhookTestBed(webhooks => webhooks
            .Configure(options => (options.Dispatch.MaxConcurrentAttempts, options.Dispatch.MaxConcurrentAttemptsPerDestination) = (16, 8))
            .AddWorkflow(WebhookTestBed.WorkflowTo("https://slow-a.example.com/hooks", "slow a", CrmTriggers.LeadCreated))
            .AddWorkflow(WebhookTestBed.WorkflowTo("https://slow-b.example.com/hooks", "slow b", CrmTriggers.LeadCreated))
            .AddWorkflow(WebhookTestBed.WorkflowTo("https://slow-c.example.com/hooks", "slow c", CrmTriggers.LeadCreated))
            .AddWorkflow(WebhookTestBed.WorkflowTo("https://healthy.example.com/hooks", "healthy")));
        var slow = new TaskCompletionSource<DeliveryOutcome>();
        bed.Sender.Answer = (request, _) => request.Action.Url.Host == "healthy.example.com"
            ? Task.FromResult(SomeDelivery.Accepted)
            : slow.Task;
        await bed.StartAsync();
        await bed.Publisher.PublishAsync(
            [.. Enumerable.Range(0, 350).Select(number => new WorkflowEvent(CrmTriggers.LeadCreated, $"lead-{number}"))]);
        await bed.Sender.WhenAskedAsync(14);

        await bed.Publisher.PublishAsync(Deals(20));

        await bed.Store.WhenSettledAsync(20);
        Assert.That(bed.Store.Settled.Select(settlement => settlement.Kind), Is.All.EqualTo(SettlementKind.Delivered));
        slow.SetResult(SomeDelivery.Accepted);
        await bed.Store.WhenSettledAsync(20 + (3 * 350));
    }

    [Test]
    public async Task After_an_outage_what_is_due_is_spread_by_jitter_and_never_fired_together()
    {
        const int Count = 3_000;
        await using var bed = new WebhookTestBed(webhooks => webhooks
            .Configure(options => options.Retry.Jitter = 0.1)
            .AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        bed.Sender.AlwaysFail();
        await bed.StartAsync();
        await bed.Publisher.PublishAsync(Deals(Count));
        await bed.Store.WhenSettledAsync(Count);

        var due = new List<TimeSpan>();
        DeliveryPage? page = null;
        do
        {
            page = await bed.History.SearchAsync(new DeliveryQuery { PageSize = 500, Continuation = page?.Next });
            due.AddRange(page.Deliveries.Select(record => record.DueAt!.Value - bed.Clock.GetUtcNow()));
        }
        while (page.Next is not null);
        Assert.That(due, Has.Count.EqualTo(Count).And.All.InRange(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5.5)));
        Assert.That(
            due.GroupBy(wait => (int)wait.TotalSeconds).Max(second => second.Count()),
            Is.LessThan(Count / 10),
            "30 seconds with about a thirtieth each");

        // The host slept through all of it, so that all are due now.
        int underWay = 0;
        int most = 0;
        bed.Sender.Answer = async (_, _) =>
        {
            int now = Interlocked.Increment(ref underWay);
            lock (bed)
            {
                most = Math.Max(most, now);
            }

            await Task.Yield();
            Interlocked.Decrement(ref underWay);
            return SomeDelivery.Accepted;
        };
        bed.Clock.Advance(TimeSpan.FromMinutes(5.5));

        await bed.Store.WhenSettledAsync(2 * Count);
        Assert.That(most, Is.InRange(1, 16), "no more than the lane has room for");
    }

    [Test]
    public async Task Rate_limit_lets_attempts_begin_one_by_one_and_keeps_the_rest_in_the_store()
    {
        await using var bed = new WebhookTestBed(webhooks => webhooks
            .AddWorkflow(LimitedTo(perSecond: 2))
            .AddWorkflow(WebhookTestBed.WorkflowTo("https://quick.example.com/hooks", "quick", CrmTriggers.LeadCreated)));

        // While none ends, nothing but the clock wakes the dispatcher.
        var answer = new TaskCompletionSource<DeliveryOutcome>();
        bed.Sender.Answer = (_, _) => answer.Task;
        await bed.StartAsync();
        Task asleep = bed.Clock.NextTimer(wait => wait == TimeSpan.FromMilliseconds(500));
        await bed.Publisher.PublishAsync(Deals(6));
        await asleep;
        await bed.Sender.WhenAskedAsync(1);
        Assert.That(bed.Sender.Requests, Has.Count.EqualTo(1));

        for (int sent = 2; sent <= 6; sent++)
        {
            asleep = bed.Clock.NextTimer(wait => wait == TimeSpan.FromMilliseconds(500));
            bed.Clock.Advance(TimeSpan.FromMilliseconds(500));
            await asleep;
            await bed.Sender.WhenAskedAsync(sent);
            Assert.That(bed.Sender.Requests, Has.Count.EqualTo(sent));
        }

        await bed.Publisher.PublishAsync(
            [.. Enumerable.Range(0, 5).Select(number => new WorkflowEvent(CrmTriggers.LeadCreated, $"lead-{number}"))]);
        await bed.Sender.WhenAskedAsync(11);
        answer.SetResult(SomeDelivery.Accepted);
        await bed.Store.WhenSettledAsync(11);
        Assert.That(
            bed.Store.Settled.Select(settlement => settlement.Kind),
            Is.All.EqualTo(SettlementKind.Delivered),
            "none was claimed only to be given back");
    }

    [Test]
    public async Task No_more_is_claimed_than_there_is_room_for_outside_the_reserve()
    {
        await using var bed = new WebhookTestBed(webhooks => webhooks
            .Configure(options => (options.Dispatch.MaxConcurrentAttempts, options.Dispatch.MaxConcurrentAttemptsPerDestination) = (32, 16))
            .AddWorkflow(WebhookTestBed.WorkflowTo("https://slow-a.example.com/hooks", "slow a", CrmTriggers.LeadCreated))
            .AddWorkflow(WebhookTestBed.WorkflowTo("https://slow-b.example.com/hooks", "slow b", CrmTriggers.LeadCreated)));
        bed.Sender.Answer = async (_, _) =>
        {
            await Task.Yield();
            return SomeDelivery.Accepted;
        };
        await bed.StartAsync();

        await bed.Publisher.PublishAsync(
            [.. Enumerable.Range(0, 350).Select(number => new WorkflowEvent(CrmTriggers.LeadCreated, $"lead-{number}"))]);

        await bed.Store.WhenDeliveredAsync(700);
        Assert.That(bed.Store.Settled.Count(settlement => settlement.Kind == SettlementKind.Released), Is.LessThan(10));
    }

    private static WorkflowEvent[] Deals(int count) =>
        [.. Enumerable.Range(0, count).Select(number => new WorkflowEvent(CrmTriggers.OpportunityWon, $"opportunity-{number}"))];

    private static Workflow LimitedTo(double perSecond)
    {
        Workflow workflow = WebhookTestBed.WorkflowTo("https://slow.example.com/hooks");
        return workflow with { Action = workflow.Action with { MaxAttemptsPerSecond = perSecond } };
    }

    // The first pause of a lane is a thirty-second of the longest, which is half a minute; retries are due later than that.
    private static bool IsPause(TimeSpan wait) => wait > TimeSpan.FromSeconds(0.9) && wait <= TimeSpan.FromSeconds(30);
}
