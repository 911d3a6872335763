using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Tests.Matching;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Dispatching;

/// <summary>
/// Deliveries of workflows that this process does not have: left to the process that has them, and ended when none has for a stated time.
/// </summary>
public sealed class MissingWorkflowTests
{
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);
    private static readonly Workflow Original = WebhookTestBed.WorkflowTo("https://erp.example.com/hooks") with { Id = Guid.NewGuid() };
    private static readonly WorkflowEvent Won = new(CrmTriggers.OpportunityWon, "opportunity-1");

    [Test]
    public async Task Delivery_of_a_workflow_that_another_process_has_spends_no_attempt_here_and_costs_nothing()
    {
        await using var bed = new WebhookTestBed();
        await bed.Store.AddAsync(new AddRequest { Waiting = [SomeDelivery.New()] });
        Task asleep = bed.Clock.NextTimer(IsAboutADay);
        await bed.StartAsync();
        await asleep;
        string[] calls = CallsBesidePurges(bed);

        for (int hour = 0; hour < 23; hour++)
        {
            bed.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.That(CallsBesidePurges(bed), Is.EqualTo(calls), "the loop neither spins nor polls");
        IReadOnlyList<Lease> leases = await bed.Store.ClaimAsync(new ClaimRequest { Limit = 1, LeaseDuration = TimeSpan.FromMinutes(2) });
        Assert.That(
            (leases.Single().Delivery.FailedAttempts, leases.Single().IsSuspect),
            Is.EqualTo((0, false)),
            "the process that has it takes it at once");
    }

    [Test]
    public async Task Workflow_that_comes_back_gets_at_once_what_waited_for_it()
    {
        await using var bed = new WebhookTestBed();
        await bed.Workflows.SaveAsync(Original);
        await bed.Publisher.PublishAsync(Won);
        await bed.Workflows.DeleteAsync(Original.Id);
        Task asleep = bed.Clock.NextTimer(IsAboutADay);
        await bed.StartAsync();
        await asleep;
        bed.Clock.Advance(TimeSpan.FromHours(20));

        await bed.Workflows.SaveAsync(Original);

        await bed.Store.WhenDeliveredAsync(1);
        Assert.That(bed.Sender.Requests.Single().Attempt, Is.EqualTo(1));
    }

    [Test]
    public async Task Running_host_ends_them_after_the_stated_time_and_says_once_what_is_missing_and_what_to_do()
    {
        await using var bed = new WebhookTestBed();
        await bed.Workflows.SaveAsync(Original);
        await bed.Publisher.PublishAsync([Won, Won, Won]);
        await bed.Workflows.DeleteAsync(Original.Id);
        Task asleep = bed.Clock.NextTimer(IsAboutADay);
        await bed.StartAsync();
        await asleep;

        bed.Clock.Advance(OneDay);

        await bed.Store.WhenGivenUpAsync(3);
        await bed.StopAsync();
        Assert.That(bed.Sender.Requests, Is.Empty);
        string warning = bed.Logs.GetSnapshot().Single(log => log.Id.Id == 4020).Message;
        Assert.That(warning, Does.Contain(Original.Id.ToString()).And.Contain("Deploy or save a workflow with this id"));
        Assert.That(bed.Logs.GetSnapshot().Count(log => log.Id.Id == 4021), Is.EqualTo(1));
    }

    [Test]
    public async Task Redelivered_one_waits_as_the_others_do()
    {
        await using var bed = new WebhookTestBed();
        await bed.Workflows.SaveAsync(Original);
        Guid eventId = (await bed.Publisher.PublishAsync(Won)).Single().EventId;
        await bed.Workflows.DeleteAsync(Original.Id);
        await bed.Dispatcher.ProcessDueAsync();
        bed.Clock.Advance(OneDay);
        Assert.That((await bed.Dispatcher.ProcessDueAsync()).Discarded, Is.EqualTo(1));

        await bed.History.RedeliverAsync([eventId]);
        bed.Clock.Advance(TimeSpan.FromHours(1));

        Assert.That(await bed.Dispatcher.ProcessDueAsync(), Is.EqualTo(new DispatchSummary(0, 0, 0, 0)));
        await bed.Workflows.SaveAsync(Original);
        Assert.That((await bed.Dispatcher.ProcessDueAsync()).Delivered, Is.EqualTo(1));
    }

    [Test]
    public async Task Workflow_that_leaves_between_claim_and_attempt_spends_no_attempt_and_is_not_claimed_again([Values] bool isHosted)
    {
        await using var bed = new WebhookTestBed();
        await bed.Workflows.SaveAsync(Original);
        Guid eventId = (await bed.Publisher.PublishAsync(Won)).Single().EventId;
        bed.Store.AfterClaim = () =>
        {
            bed.Store.AfterClaim = () => { };
            bed.Workflows.DeleteAsync(Original.Id).GetAwaiter().GetResult();
        };

        if (isHosted)
        {
            Task asleep = bed.Clock.NextTimer(IsAboutADay);
            await bed.StartAsync();
            await bed.Store.WhenSettledAsync(1);
            await asleep;
        }
        else
        {
            Assert.That(await bed.Dispatcher.ProcessDueAsync(), Is.EqualTo(new DispatchSummary(0, 0, 0, 1)));
        }

        DeliveryRecord record = (await bed.History.FindAsync(eventId))!;
        Assert.That((record.State, record.Delivery.FailedAttempts), Is.EqualTo((DeliveryState.Waiting, 0)));
        Assert.That(bed.Sender.Requests, Is.Empty);
        Assert.That(bed.Store.CallsOf(nameof(IRetryStore.ClaimAsync)), Is.LessThan(10));
    }

    [Test]
    public async Task Workflow_that_leaves_between_match_and_first_attempt_spends_no_attempt()
    {
        await using var bed = new WebhookTestBed();
        await bed.Workflows.SaveAsync(Original);
        await bed.StartAsync();
        bed.Store.AfterAdd = () => bed.Workflows.DeleteAsync(Original.Id).GetAwaiter().GetResult();

        await bed.Publisher.PublishAsync(Won);

        await bed.Store.WhenSettledAsync(1);
        Assert.That(bed.Store.Settled.Single().Kind, Is.EqualTo(SettlementKind.Released));
        Assert.That(bed.Sender.Requests, Is.Empty);
    }

    [Test]
    public async Task Stored_workflow_that_is_out_of_force_counts_as_had()
    {
        Workflow faulty = Original with { Action = Original.Action with { Url = new Uri("/hooks", UriKind.Relative) } };
        var workflows = new ScriptedWorkflowStore { OnList = _ => Task.FromResult<IReadOnlyList<Workflow>>([faulty]) };
        await using var bed = new WebhookTestBed(webhooks => webhooks.Services.AddSingleton<IWorkflowStore>(workflows));
        Delivery delivery = SomeDelivery.New(Original.Id);
        await bed.Store.AddAsync(new AddRequest { Waiting = [delivery] });
        await bed.Dispatcher.ProcessDueAsync();
        bed.Clock.Advance(OneDay * 2);

        Assert.That(await bed.Dispatcher.ProcessDueAsync(), Is.EqualTo(new DispatchSummary(0, 0, 0, 0)));
        Assert.That(bed.Logs.GetSnapshot().Where(log => log.Id.Id == 4020), Is.Empty);

        workflows.Tell(Original);
        Assert.That((await bed.Dispatcher.ProcessDueAsync()).Delivered, Is.EqualTo(1));
    }

    [Test]
    public async Task Shared_store_is_looked_at_in_turn_so_that_others_see_what_this_process_has()
    {
        await using var bed = new WebhookTestBed(webhooks => webhooks.AddWorkflow(Original));
        bed.Store.IsShared = true;
        await bed.StartAsync();
        int looks = bed.Store.CallsOf(nameof(IRetryStore.GiveUpAsync));
        Task polled = bed.Clock.NextTimer(wait => wait == TimeSpan.FromSeconds(15));

        bed.Clock.Advance(TimeSpan.FromMinutes(5));

        await polled;
        Assert.That(bed.Store.CallsOf(nameof(IRetryStore.GiveUpAsync)), Is.EqualTo(looks + 1));
    }

    [Test]
    public async Task Store_that_claims_what_was_not_asked_for_keeps_no_loop_busy()
    {
        await using var bed = new WebhookTestBed(webhooks => webhooks.AddWorkflow(Original));
        Delivery delivery = SomeDelivery.New();
        await bed.Store.AddAsync(new AddRequest { Waiting = [delivery] });
        bed.Store.IgnoresWorkflows = true;

        Assert.That(await bed.Dispatcher.ProcessDueAsync(), Is.EqualTo(new DispatchSummary(0, 0, 0, 0)));

        Assert.That(
            (await bed.History.FindAsync(delivery.EventId))!.State, Is.EqualTo(DeliveryState.Claimed), "it comes back when its lease ends");
    }

    private static bool IsAboutADay(TimeSpan wait) => wait > TimeSpan.FromHours(23) && wait <= OneDay;

    private static string[] CallsBesidePurges(WebhookTestBed bed) =>
        [.. bed.Store.Calls.ToArray().Where(call => call != nameof(IRetryStore.PurgeAsync))];
}
