using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.Dispatching.Lanes;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Dispatching.Lanes;

/// <summary>Deliveries that are claimed ahead, so that attempts need not wait for the store.</summary>
public sealed class ReadyDeliveryTests
{
    private static readonly Route Erp = RouteTo("https://erp.example.com");

    private readonly FakeTimeProvider _time = new();

    private LaneTable _lanes = default!;

    [SetUp]
    public void MakeLanes()
    {
        _lanes = new LaneTable(new DispatchOptions { MaxConcurrentAttempts = 40, MaxConcurrentAttemptsPerDestination = 4 }, TimeSpan.FromSeconds(32), _time);
        _lanes.KeepReady();
    }

    [Test]
    public void Lane_keeps_as_many_ready_as_it_has_room_for_and_each_begins_when_room_comes_free()
    {
        Lane[] slots = Enter(Erp, 4);
        Attempt[] ready = [.. Enumerable.Range(0, 4).Select(_ => Keep(Erp)!)];
        Assert.That(Keep(Erp), Is.Null, "as many ready as under way, and no more");

        LaneChange[] changes = [.. slots.Select(slot => _lanes.Leave(slot, Erp.WorkflowId, LaneSignal.Reachable))];

        Assert.That(changes.Select(change => change.Next), Is.EqualTo(ready));
        Assert.That(ready.Select(attempt => attempt.Lane), Is.All.SameAs(slots[0]));
        Assert.That(_lanes.TryEnterWithClaimed(Erp), Is.Null, "their room is taken");
    }

    [Test]
    public void Store_is_asked_again_when_half_of_them_are_used_up()
    {
        Lane[] slots = Enter(Erp, 4);
        Assert.That(_lanes.TryEnterWithNew(Erp), Is.Null, "it waits in the store");
        _ = Keep(Erp);
        _ = Keep(Erp);
        _ = Keep(Erp);
        _ = Keep(Erp);

        Assert.That(slots.Select(slot => _lanes.Leave(slot, Erp.WorkflowId, LaneSignal.Reachable).MayClaim), Is.EqualTo(new[] { false, true, true, true }));
    }

    [Test]
    public void Claim_takes_room_and_what_is_kept_ready_and_nothing_while_enough_is()
    {
        var routes = new RouteMap([WorkflowTo("https://erp.example.com")], attemptsPerSecond: null);
        Route route = routes.To(Erp.Destination).Single();
        Lane[] slots = Enter(route, 3);
        Assert.That(Limit(ahead: true), Is.EqualTo(5), "one under way more, and four ready");
        Assert.That(Limit(ahead: false), Is.EqualTo(1));

        _ = Enter(route, 1);
        for (int ready = 1; ready <= 3; ready++)
        {
            _ = Keep(route);
            Assert.That(Limit(ahead: true), Is.EqualTo(ready <= 2 ? 4 - ready : 0));
        }

        Assert.That(slots, Has.Length.EqualTo(3));

        int Limit(bool ahead) => _lanes.LimitsFor(routes, ahead).Of(route.WorkflowId, routes);
    }

    [Test]
    public void Lane_that_is_not_well_gives_them_up_and_keeps_none()
    {
        Lane[] slots = Enter(Erp, 4);
        Attempt[] ready = [Keep(Erp)!, Keep(Erp)!];

        LaneChange change = _lanes.Leave(slots[0], Erp.WorkflowId, LaneSignal.Unreachable);

        Assert.That(change.GivenUp, Is.EqualTo(ready));
        Assert.That(change.Next, Is.Null);
        Assert.That(Keep(Erp), Is.Null);
    }

    [Test]
    public void Workflow_with_a_limit_or_a_pace_of_its_own_keeps_none_ready()
    {
        Assert.That(Keep(Erp with { Limit = 2 }), Is.Null);
        Assert.That(Keep(RouteTo("https://paced.example.com") with { AttemptsPerSecond = 5 }), Is.Null);
    }

    [Test]
    public void Room_that_all_were_short_of_goes_first_to_a_lane_with_none_under_way()
    {
        _lanes = new LaneTable(new DispatchOptions { MaxConcurrentAttempts = 4, MaxConcurrentAttemptsPerDestination = 4 }, TimeSpan.FromSeconds(32), _time);
        _lanes.KeepReady();
        Route other = RouteTo("https://other.example.com");
        Lane[] slots = Enter(Erp, 4);
        _ = Keep(Erp);
        Attempt waiting = Keep(other)!;

        Assert.That(_lanes.Leave(slots[0], Erp.WorkflowId, LaneSignal.Reachable).Next, Is.SameAs(waiting));
    }

    [Test]
    public void Claimed_one_whose_lane_has_room_again_begins_instead_of_being_kept()
    {
        Lane[] slots = Enter(Erp, 4);
        _lanes.Leave(slots[0], Erp.WorkflowId, LaneSignal.Reachable);
        Attempt first = AttemptOf(Erp);
        Attempt second = AttemptOf(Erp);

        Assert.That((_lanes.Place(first, Erp, ahead: true), first.Lane), Is.EqualTo((ClaimedPlace.Room, slots[0])));
        Assert.That((_lanes.Place(second, Erp, ahead: true), second.Lane), Is.EqualTo((ClaimedPlace.Ready, (Lane?)null)));
        Assert.That(_lanes.Place(AttemptOf(Erp), Erp, ahead: false), Is.EqualTo(ClaimedPlace.None));
    }

    [Test]
    public void Lane_that_was_passed_over_when_room_was_short_begins_at_the_next_look()
    {
        _lanes = new LaneTable(new DispatchOptions { MaxConcurrentAttempts = 4, MaxConcurrentAttemptsPerDestination = 4 }, TimeSpan.FromSeconds(32), _time);
        _lanes.KeepReady();
        Route first = RouteTo("https://first.example.com");
        Route second = RouteTo("https://second.example.com");
        Lane[] slots = Enter(Erp, 4);
        Attempt[] ready = [Keep(first)!, Keep(second)!];

        LaneChange change = _lanes.Leave(slots[0], Erp.WorkflowId, LaneSignal.Reachable);
        Assert.That((change.Next, change.MayClaim), Is.EqualTo((ready[0], true)), "one goes, and the dispatcher looks");
        _lanes.Leave(ready[0].Lane!, first.WorkflowId, LaneSignal.Reachable);

        Assert.That(_lanes.TakeStartable().Append(ready[1]).Distinct(), Is.EqualTo(new[] { ready[1] }));
        Assert.That(ready[1].Lane, Is.Not.Null);
    }

    [TestCase("https://elsewhere.example.com", null, null)]
    [TestCase("https://erp.example.com", 2, null)]
    [TestCase("https://erp.example.com", null, 5.0)]
    [TestCase(null, null, null)]
    public void What_is_ready_is_given_up_when_its_workflow_goes_elsewhere_or_gets_a_limit_or_leaves(string? url, int? limit, double? perSecond)
    {
        Workflow workflow = WorkflowTo("https://erp.example.com");
        Route route = new RouteMap([workflow], attemptsPerSecond: null).Of(workflow.Id);
        Lane[] slots = Enter(route, 4);
        Attempt[] ready = [Keep(route)!, Keep(route)!];
        Workflow[] corrected = url is null
            ? []
            : [workflow with { Action = workflow.Action with { Url = new Uri(url), MaxConcurrentAttempts = limit, MaxAttemptsPerSecond = perSecond } }];
        var routes = new RouteMap(corrected, attemptsPerSecond: null);

        Assert.That(_lanes.TakeMisplaced(routes), Is.EqualTo(ready));
        Assert.That(_lanes.TakeMisplaced(routes), Is.Empty);
        Assert.That(_lanes.Leave(slots[0], workflow.Id, LaneSignal.Reachable).Next, Is.Null);
    }

    [Test]
    public void What_is_ready_stays_when_another_workflow_changes()
    {
        Workflow workflow = WorkflowTo("https://erp.example.com");
        Route route = new RouteMap([workflow], attemptsPerSecond: null).Of(workflow.Id);
        Lane[] slots = Enter(route, 4);
        Attempt ready = Keep(route)!;

        Assert.That(_lanes.TakeMisplaced(new RouteMap([workflow, WorkflowTo("https://new.example.com") with { Id = Guid.NewGuid() }], attemptsPerSecond: null)), Is.Empty);
        Assert.That(_lanes.Leave(slots[0], workflow.Id, LaneSignal.Reachable).Next, Is.SameAs(ready));
    }

    [Test]
    public async Task Correction_of_a_url_holds_for_what_is_kept_ready()
    {
        Workflow workflow = WorkflowTo("https://old.example.com/hooks") with { Id = Guid.NewGuid() };
        await using var bed = new WebhookTestBed(webhooks => webhooks.Configure(options => options.Dispatch.MaxConcurrentAttemptsPerDestination = 2));
        await bed.Workflows.SaveAsync(workflow);
        var old = new TaskCompletionSource<DeliveryOutcome>();
        bed.Sender.Answer = (request, _) => request.Action.Url.Host == "old.example.com" ? old.Task : Task.FromResult(SomeDelivery.Accepted);
        await bed.Publisher.PublishAsync([.. Enumerable.Range(0, 4).Select(number => new WorkflowEvent(CrmTriggers.OpportunityWon, $"opportunity-{number}"))]);
        await bed.StartAsync();
        await bed.Sender.WhenAskedAsync(2);

        await bed.Workflows.SaveAsync(workflow with { Action = workflow.Action with { Url = new Uri("https://new.example.com/hooks") } });

        await bed.Store.WhenDeliveredAsync(2);
        Assert.That(bed.Sender.Requests.Count(request => request.Action.Url.Host == "new.example.com"), Is.EqualTo(2), "the two that were ready wait for no room of the old one");
        old.SetResult(SomeDelivery.Accepted);
        await bed.Store.WhenDeliveredAsync(4);
    }

    [Test]
    public void All_that_is_ready_can_be_taken_back_once_and_for_all()
    {
        Attempt ready = Keep(Erp)!;

        Assert.That(_lanes.TakeAllReady(), Is.EqualTo(new[] { ready }));
        Assert.That(_lanes.TakeAllReady(), Is.Empty);
        Assert.That(Keep(Erp), Is.Null);
    }

    [Test]
    public async Task Backlog_is_sent_with_far_fewer_claims_than_attempts()
    {
        const int Count = 800;
        await using var bed = new WebhookTestBed(webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        await bed.Publisher.PublishAsync([.. Enumerable.Range(0, Count).Select(number => new WorkflowEvent(CrmTriggers.OpportunityWon, $"opportunity-{number}"))]);

        await bed.StartAsync();
        await bed.Store.WhenSettledAsync(Count);

        Assert.That(bed.Store.Settled.Select(settlement => settlement.Kind), Is.All.EqualTo(SettlementKind.Delivered), "none was claimed in vain");
        Assert.That(bed.Store.CallsOf(nameof(IRetryStore.ClaimAsync)), Is.LessThan(Count / 2));
    }

    private static Route RouteTo(string url) => new(Guid.NewGuid(), Destination.Of(new Uri(url)), int.MaxValue);

    // Its run is not asked for as long as it is not begun.
    private static Attempt AttemptOf(Route route) =>
        new(new Lease(SomeDelivery.New(route.WorkflowId), Guid.NewGuid(), TimeSpan.FromMinutes(2)), 0, null!);

    private static Workflow WorkflowTo(string url) => WebhookTestBed.WorkflowTo(url);

    private Lane[] Enter(Route route, int times) => [.. Enumerable.Range(0, times).Select(_ => _lanes.TryEnterWithClaimed(route)).OfType<Lane>()];

    private Attempt? Keep(Route route)
    {
        Attempt attempt = AttemptOf(route);
        return _lanes.TryKeepReady(attempt, route) ? attempt : null;
    }
}
