using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Dispatching;

/// <summary>A destination that is down for good ends its deliveries all the same.</summary>
public sealed class GiveUpTests
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ThreeDays = TimeSpan.FromDays(3);
    private static readonly WorkflowEvent Won = new(CrmTriggers.OpportunityWon, "opportunity-1");
    private static readonly DeliveryOutcome NobodyThere = new()
    {
        Kind = DeliveryOutcomeKind.ConnectionFailed,
        Description = "Nobody there.",
    };

    [Test]
    public async Task Destination_that_is_down_for_four_days_while_events_keep_coming_holds_none_older_than_three()
    {
        await using WebhookTestBed bed = BedTo("https://down.example.com/secret-path?token=1");
        bed.Sender.Answer = (_, _) => Task.FromResult(NobodyThere);
        int rounds = (int)(TimeSpan.FromDays(4) / FiveMinutes);
        int discarded = 0;
        for (int round = 0; round < rounds; round++)
        {
            await bed.Publisher.PublishAsync(Won);
            discarded += (await bed.Dispatcher.ProcessDueAsync()).Discarded;
            bed.Clock.Advance(FiveMinutes);
        }

        discarded += (await bed.Dispatcher.ProcessDueAsync()).Discarded;
        DeliveryCounts counts = await bed.History.CountAsync();
        Assert.That((counts.Waiting + counts.Discarded, (int)counts.Discarded), Is.EqualTo(((long)rounds, discarded)));
        Assert.That(counts.Waiting, Is.LessThanOrEqualTo(ThreeDays / FiveMinutes));
        DeliveryPage waiting = await bed.History.SearchAsync(new DeliveryQuery { State = DeliveryState.Waiting, PageSize = 1_000 });
        Assert.That(waiting.Deliveries.Select(record => bed.Clock.GetUtcNow() - record.Delivery.CreatedAt), Is.All.LessThan(ThreeDays));
        DeliveryPage ended = await bed.History.SearchAsync(new DeliveryQuery { State = DeliveryState.Discarded, PageSize = 1_000 });
        Assert.That(ended.Deliveries.Select(record => record.DiscardReason), Has.Some.Contains("given up after 3.00:00:00"));
        string[] warnings = [.. bed.Logs.GetSnapshot().Where(log => log.Id.Id == 4024).Select(log => log.Message)];
        Assert.That(warnings, Has.Length.EqualTo(4), "after an hour, and then once a day");
        Assert.That(warnings, Is.All.Contains("down.example.com").And.None.Contains("secret-path"));
    }

    [Test]
    public async Task Running_host_gives_up_what_waits_behind_a_dead_destination()
    {
        await using WebhookTestBed bed = BedTo("https://down.example.com/hooks");
        bed.Sender.Answer = (_, _) => Task.FromResult(NobodyThere);
        await bed.StartAsync();
        Task paused = bed.Clock.NextTimer(wait => wait > TimeSpan.Zero && wait <= TimeSpan.FromSeconds(30));
        await bed.Publisher.PublishAsync(
            [.. Enumerable.Range(0, 700).Select(number => new WorkflowEvent(CrmTriggers.OpportunityWon, $"opportunity-{number}"))]);
        await paused;
        await bed.Dispatcher.WaitUntilIdleAsync();

        bed.Clock.Advance(ThreeDays);

        await bed.Store.WhenGivenUpAsync(500);
        Task ended = bed.Store.WhenGivenUpAsync(650);
        while (!ended.IsCompleted)
        {
            // At rest only: a clock that moves while the loop reckons its sleep makes it sleep past the next step.
            await bed.Dispatcher.WaitUntilIdleAsync();
            bed.Clock.Advance(GiveUpSchedule.RestBetweenSteps);
        }

        await ended;
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Running_host_holds_none_older_than_its_age_while_events_keep_coming_for_a_dead_destination(
        CancellationToken cancellationToken)
    {
        await using WebhookTestBed bed = BedTo("https://down.example.com/hooks");
        bed.Sender.Answer = (_, _) => Task.FromResult(NobodyThere);
        await bed.StartAsync();
        DateTimeOffset started = bed.Clock.GetUtcNow();
        TimeSpan step = TimeSpan.FromMinutes(20);
        for (TimeSpan time = TimeSpan.Zero; time < TimeSpan.FromDays(4); time += step)
        {
            Task asleep = bed.Clock.NextTimer(wait => wait > TimeSpan.Zero && wait <= FiveMinutes);
            await bed.Publisher.PublishAsync(Won, cancellationToken);
            bed.Clock.Advance(step);
            await asleep;
        }

        while (await OldestAsync(bed) >= ThreeDays + TimeSpan.FromMinutes(1))
        {
            cancellationToken.ThrowIfCancellationRequested();
            bed.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        await bed.StopAsync(cancellationToken);
        Assert.That((await bed.History.CountAsync(cancellationToken)).Discarded, Is.GreaterThan(60), "a day's worth of them");
        Assert.That(bed.Clock.GetUtcNow() - started, Is.LessThan(TimeSpan.FromDays(4.1)));
    }

    [Test]
    public async Task Attempt_that_fails_past_the_age_is_the_last()
    {
        await using WebhookTestBed bed = BedTo("https://erp.example.com/hooks");
        bed.Sender.AlwaysFail();
        Guid eventId = (await bed.Publisher.PublishAsync(Won)).Single().EventId;
        await bed.Dispatcher.ProcessDueAsync();
        bed.Clock.Advance(ThreeDays);

        Assert.That(await bed.Dispatcher.ProcessDueAsync(), Is.EqualTo(new DispatchSummary(0, 0, 1, 0)));

        DeliveryRecord record = (await bed.History.FindAsync(eventId))!;
        Assert.That((record.State, record.Delivery.FailedAttempts), Is.EqualTo((DeliveryState.Discarded, 2)));
        Assert.That(
            record.DiscardReason,
            Does.StartWith("It was given up after 3.00:00:00 without success (Retry.GiveUpAfter): 2 attempts failed. The last one: "));
    }

    [Test]
    public async Task Age_that_is_reached_while_the_attempt_is_under_way_counts()
    {
        await using WebhookTestBed bed = BedTo("https://erp.example.com/hooks");
        bed.Sender.Answer = (_, _) =>
        {
            bed.Clock.Advance(TimeSpan.FromMinutes(1));
            return Task.FromResult(SomeDelivery.Failed);
        };
        await bed.Publisher.PublishAsync(Won);
        bed.Clock.Advance(ThreeDays - TimeSpan.FromMinutes(1));

        Assert.That((await bed.Dispatcher.ProcessDueAsync()).Discarded, Is.EqualTo(1));
    }

    [Test]
    public async Task What_grew_old_while_no_process_ran_gets_an_attempt_before_it_is_given_up([Values] bool isHosted)
    {
        await using WebhookTestBed bed = BedTo("https://erp.example.com/hooks");
        await bed.Publisher.PublishAsync(Won);
        bed.Clock.Advance(TimeSpan.FromDays(30));

        if (isHosted)
        {
            await bed.StartAsync();
            await bed.Store.WhenDeliveredAsync(1);
        }
        else
        {
            Assert.That((await bed.Dispatcher.ProcessDueAsync()).Delivered, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Nothing_is_given_up_for_its_age_where_that_is_switched_off()
    {
        await using WebhookTestBed bed = BedTo("https://down.example.com/hooks", giveUpAfter: null);
        bed.Sender.Answer = (_, _) => Task.FromResult(NobodyThere);
        await bed.Publisher.PublishAsync(
            [.. Enumerable.Range(0, 100).Select(number => new WorkflowEvent(CrmTriggers.OpportunityWon, $"opportunity-{number}"))]);
        await bed.Dispatcher.ProcessDueAsync();
        bed.Clock.Advance(TimeSpan.FromDays(300));

        Assert.That((await bed.Dispatcher.ProcessDueAsync()).Discarded, Is.Zero);
    }

    [Test]
    public async Task Given_up_one_is_redelivered_with_a_new_age_and_a_full_set_of_attempts()
    {
        await using WebhookTestBed bed = BedTo("https://erp.example.com/hooks");
        bed.Sender.AlwaysFail();
        Guid eventId = (await bed.Publisher.PublishAsync(Won)).Single().EventId;
        await bed.Dispatcher.ProcessDueAsync();
        bed.Clock.Advance(ThreeDays);
        await bed.Dispatcher.ProcessDueAsync();

        Assert.That(await bed.History.RedeliverAsync([eventId]), Is.EqualTo(1));
        for (int attempt = 1; attempt <= 10; attempt++)
        {
            Assert.That((await bed.Dispatcher.ProcessDueAsync()).Discarded, Is.EqualTo(attempt == 10 ? 1 : 0));
            bed.Clock.Advance(FiveMinutes);
        }
    }

    [Test]
    public async Task Store_that_cannot_give_up_does_not_stop_the_deliveries()
    {
        await using WebhookTestBed bed = BedTo("https://erp.example.com/hooks");
        bed.Store.Before = method =>
        {
            if (method == nameof(IRetryStore.GiveUpAsync))
            {
                throw new InvalidOperationException("a fault of the store");
            }
        };
        await bed.StartAsync();

        await bed.Publisher.PublishAsync(Won);

        await bed.Store.WhenDeliveredAsync(1);
        Assert.That(bed.Logs.GetSnapshot().Select(log => log.Id.Id), Has.Some.EqualTo(4023));
    }

    [Test]
    public async Task Success_ends_the_failing_of_its_destination()
    {
        await using WebhookTestBed bed = BedTo("https://erp.example.com/hooks");
        for (int round = 0; round < 30; round++)
        {
            bed.Sender.Answer = (_, _) => Task.FromResult(round % 10 == 0 ? SomeDelivery.Accepted : SomeDelivery.Failed);
            await bed.Publisher.PublishAsync(Won);
            await bed.Dispatcher.ProcessDueAsync();
            bed.Clock.Advance(FiveMinutes);
        }

        Assert.That(bed.Logs.GetSnapshot().Where(log => log.Id.Id == 4024), Is.Empty);
    }

    private static async Task<TimeSpan> OldestAsync(WebhookTestBed bed)
    {
        DeliveryPage waiting = await bed.History.SearchAsync(new DeliveryQuery { State = DeliveryState.Waiting, PageSize = 1_000 });
        return waiting.Deliveries.Max(record => bed.Clock.GetUtcNow() - record.Delivery.CreatedAt);
    }

    private static WebhookTestBed BedTo(string url) => BedTo(url, ThreeDays);

    private static WebhookTestBed BedTo(string url, TimeSpan? giveUpAfter) => new(webhooks => webhooks
        .Configure(options => options.Retry.GiveUpAfter = giveUpAfter)
        .AddWorkflow(WebhookTestBed.WorkflowTo(url)));
}
