using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Dispatching;

/// <summary>The whole life of deliveries, driven by hand on a fake clock.</summary>
public sealed class RetryLifeTests
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);
    private static readonly WorkflowEvent Won = new(CrmTriggers.OpportunityWon, "opportunity-1");

    [Test]
    public async Task Call_that_is_cancelled_while_the_store_is_away_ends_all_the_same()
    {
        await using var bed = new WebhookTestBed(
            webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        await bed.Publisher.PublishAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1"));
        bed.Store.Before = method =>
        {
            if (method == nameof(IRetryStore.SettleAsync))
            {
                throw new RetryStoreException("The store is away.", isTransient: true);
            }
        };
        using var cancel = new CancellationTokenSource();
        Task<DispatchSummary> processing = bed.Dispatcher.ProcessDueAsync(cancel.Token);
        await bed.Store.WhenCalledAsync(nameof(IRetryStore.SettleAsync), 1);
        Task waiting = bed.Clock.NextTimer(wait => wait == TimeSpan.FromSeconds(10));

        await cancel.CancelAsync();

        await waiting;
        bed.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.That(async () => await processing.WaitAsync(TimeSpan.FromSeconds(10)), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Delivery_that_always_fails_is_attempted_ten_times_with_nine_waits_and_then_discarded()
    {
        await using var bed = new WebhookTestBed(
            webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        bed.Sender.AlwaysFail();
        Guid eventId = (await bed.Publisher.PublishAsync(Won)).Single().EventId;

        for (int attempt = 1; attempt <= 10; attempt++)
        {
            DispatchSummary summary = await bed.Dispatcher.ProcessDueAsync();
            Assert.That(bed.Sender.Requests, Has.Count.EqualTo(attempt));
            Assert.That(summary, Is.EqualTo(attempt < 10 ? new DispatchSummary(0, 1, 0, 0) : new DispatchSummary(0, 0, 1, 0)));

            bed.Clock.Advance(FiveMinutes - TimeSpan.FromTicks(1));
            await bed.Dispatcher.ProcessDueAsync();
            Assert.That(bed.Sender.Requests, Has.Count.EqualTo(attempt), "one tick before the five minutes are over");
            bed.Clock.Advance(TimeSpan.FromTicks(1));
        }

        bed.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(await bed.Dispatcher.ProcessDueAsync(), Is.EqualTo(new DispatchSummary(0, 0, 0, 0)));
        DeliveryRecord record = (await bed.History.FindAsync(eventId))!;
        Assert.That(record.State, Is.EqualTo(DeliveryState.Discarded));
        Assert.That(record.Delivery.FailedAttempts, Is.EqualTo(10));
        Assert.That(record.DiscardReason, Does.StartWith("10 attempts failed."));
    }

    [Test]
    public async Task Every_attempt_sends_the_same_bytes_and_its_own_number()
    {
        await using var bed = new WebhookTestBed(
            webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        bed.Sender.AlwaysFail();
        await bed.Publisher.PublishAsync(Won);
        for (int attempt = 1; attempt <= 10; attempt++)
        {
            await bed.Dispatcher.ProcessDueAsync();
            bed.Clock.Advance(FiveMinutes);
        }

        Assert.That(bed.Sender.Requests.Select(request => Convert.ToHexString(request.Payload.Span)).Distinct().Count(), Is.EqualTo(1));
        Assert.That(bed.Sender.Requests.Select(request => request.EventId).Distinct().Count(), Is.EqualTo(1));
        Assert.That(bed.Sender.Requests.Select(request => request.Attempt), Is.EqualTo(Enumerable.Range(1, 10)));
    }

    [Test]
    public async Task Delivery_that_succeeds_on_a_later_attempt_is_never_sent_again()
    {
        await using var bed = new WebhookTestBed(
            webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        bed.Sender.AlwaysFail();
        await bed.Publisher.PublishAsync(Won);
        await bed.Dispatcher.ProcessDueAsync();
        bed.Sender.Answer = (_, _) => Task.FromResult(SomeDelivery.Accepted);
        bed.Clock.Advance(FiveMinutes);

        Assert.That(await bed.Dispatcher.ProcessDueAsync(), Is.EqualTo(new DispatchSummary(1, 0, 0, 0)));

        bed.Clock.Advance(TimeSpan.FromDays(1));
        await bed.Dispatcher.ProcessDueAsync();
        Assert.That(bed.Sender.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Wait_is_counted_from_the_end_of_the_attempt()
    {
        await using var bed = new WebhookTestBed(
            webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        bed.Sender.Answer = (_, _) =>
        {
            bed.Clock.Advance(TimeSpan.FromSeconds(60));
            return Task.FromResult(SomeDelivery.Failed);
        };
        await bed.Publisher.PublishAsync(Won);
        await bed.Dispatcher.ProcessDueAsync();

        bed.Clock.Advance(FiveMinutes - TimeSpan.FromTicks(1));
        await bed.Dispatcher.ProcessDueAsync();

        Assert.That(bed.Sender.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Newer_events_are_delivered_while_an_older_one_waits()
    {
        await using var bed = new WebhookTestBed(
            webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        bed.Sender.AlwaysFail();
        await bed.Publisher.PublishAsync(Won);
        await bed.Dispatcher.ProcessDueAsync();
        bed.Sender.Answer = (_, _) => Task.FromResult(SomeDelivery.Accepted);
        await bed.Publisher.PublishAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-2"));

        Assert.That(await bed.Dispatcher.ProcessDueAsync(), Is.EqualTo(new DispatchSummary(1, 0, 0, 0)));
    }

    [Test]
    public async Task Sender_that_throws_counts_as_a_failed_attempt_and_is_logged()
    {
        await using var bed = new WebhookTestBed(
            webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        bed.Sender.Answer = (_, _) => throw new InvalidOperationException("a bug of the host's own sender");
        Guid eventId = (await bed.Publisher.PublishAsync(Won)).Single().EventId;

        Assert.That(await bed.Dispatcher.ProcessDueAsync(), Is.EqualTo(new DispatchSummary(0, 1, 0, 0)));

        DeliveryRecord record = (await bed.History.FindAsync(eventId))!;
        Assert.That(record.LastOutcome!.Kind, Is.EqualTo(DeliveryOutcomeKind.SenderFault));
        Assert.That(record.Delivery.FailedAttempts, Is.EqualTo(1));
        Assert.That(bed.Logs.GetSnapshot().Select(log => log.Exception?.Message), Has.Some.EqualTo("a bug of the host's own sender"));
    }

    [Test]
    public async Task Delivery_whose_claims_were_abandoned_fifty_times_is_discarded_without_an_attempt()
    {
        await using var bed = new WebhookTestBed(
            webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        Guid eventId = (await bed.Publisher.PublishAsync(Won)).Single().EventId;
        for (int claim = 0; claim < AbandonedClaims.Limit; claim++)
        {
            IReadOnlyList<Lease> leases = await bed.Store.ClaimAsync(
                new ClaimRequest { Limit = 1, LeaseDuration = TimeSpan.FromMinutes(2) });
            Assert.That(leases, Has.Count.EqualTo(1));
            await bed.Store.RenewAsync(leases[0], TimeSpan.FromMinutes(2), begins: true);
            bed.Clock.Advance(TimeSpan.FromMinutes(2) + AbandonedClaims.HoldBack(claim + 1));
        }

        Assert.That(await bed.Dispatcher.ProcessDueAsync(), Is.EqualTo(new DispatchSummary(0, 0, 1, 0)));

        Assert.That(bed.Sender.Requests, Is.Empty);
        DeliveryRecord record = (await bed.History.FindAsync(eventId))!;
        Assert.That(record.DiscardReason, Does.StartWith("50 claims in a row ended without a result"));
        Assert.That(record.Delivery.FailedAttempts, Is.Zero);
    }

    [Test]
    public async Task Lease_too_short_for_an_attempt_is_renewed_before_it_begins()
    {
        await using var bed = new WebhookTestBed(
            webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        await bed.Publisher.PublishAsync(Won);
        bed.Store.AfterClaim = () =>
        {
            bed.Clock.Advance(TimeSpan.FromSeconds(60));
            bed.Store.AfterClaim = () => { };
        };

        await bed.Dispatcher.ProcessDueAsync();

        Assert.That(bed.Store.CallsOf(nameof(IRetryStore.RenewAsync)), Is.EqualTo(1));
        Assert.That(bed.Sender.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task No_attempt_begins_on_a_lease_that_was_lost()
    {
        await using var bed = new WebhookTestBed(
            webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        await bed.Publisher.PublishAsync(Won);
        IReadOnlyList<Lease> others = [];
        bed.Store.AfterClaim = () =>
        {
            bed.Store.AfterClaim = () => { };
            bed.Clock.Advance(TimeSpan.FromMinutes(2));
            others = bed.Store.ClaimAsync(new ClaimRequest { Limit = 1, LeaseDuration = TimeSpan.FromMinutes(2) }).Result;
        };

        await bed.Dispatcher.ProcessDueAsync();

        Assert.That(others, Has.Count.EqualTo(1));
        Assert.That(bed.Sender.Requests, Is.Empty);
    }

    [Test]
    public async Task Cancelled_round_gives_back_what_is_under_way_without_counting_it()
    {
        await using var bed = new WebhookTestBed(
            webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        using var cancellation = new CancellationTokenSource();
        bed.Sender.Answer = async (_, token) =>
        {
            await new TaskCompletionSource().Task.WaitAsync(token);
            return SomeDelivery.Accepted;
        };
        Guid eventId = (await bed.Publisher.PublishAsync(Won)).Single().EventId;
        Task<DispatchSummary> round = bed.Dispatcher.ProcessDueAsync(cancellation.Token);
        await bed.Sender.WhenAskedAsync(1);

        await cancellation.CancelAsync();

        Assert.That(async () => await round, Throws.InstanceOf<OperationCanceledException>());
        DeliveryRecord record = (await bed.History.FindAsync(eventId))!;
        Assert.That(record.State, Is.EqualTo(DeliveryState.Waiting));
        Assert.That(record.Delivery.FailedAttempts, Is.Zero);
    }

    [Test]
    public async Task Round_attempts_more_than_fits_at_once()
    {
        await using var bed = new WebhookTestBed(webhooks => webhooks
            .Configure(options => (options.Dispatch.MaxConcurrentAttempts, options.Dispatch.MaxConcurrentAttemptsPerDestination) = (4, 2))
            .AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks", "one"))
            .AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks", "two"))
            .AddWorkflow(WebhookTestBed.WorkflowTo("https://crm.example.com/hooks", "three")));
        await bed.Publisher.PublishAsync(
            [.. Enumerable.Range(0, 50).Select(number => new WorkflowEvent(CrmTriggers.OpportunityWon, $"opportunity-{number}"))]);

        DispatchSummary summary = await bed.Dispatcher.ProcessDueAsync();

        Assert.That(summary.Delivered, Is.EqualTo(150));
        Assert.That(bed.Sender.Requests.Select(request => request.EventId).Distinct().Count(), Is.EqualTo(150));
    }
}
