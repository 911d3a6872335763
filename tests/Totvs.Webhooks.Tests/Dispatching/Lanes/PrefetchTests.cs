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
public sealed class PrefetchTests
{
    private static readonly Route Erp = RouteTo("https://erp.example.com");

    private LaneTestBed _lanes = default!;

    [SetUp]
    public void MakeLanes() => MakeLanes(slots: 40);

    [Test]
    public void Lane_prefetches_a_window_and_each_begins_when_a_slot_is_freed()
    {
        var routes = new RouteMap([WorkflowTo("https://erp.example.com")], attemptsPerSecond: null);
        Route route = routes.To(Erp.Destination).Single();
        Lane[] slots = Acquire(route, 4);
        Assert.That(_lanes.LimitOf(route.WorkflowId, routes, prefetches: true), Is.EqualTo(4), "as many prefetched as running");
        Attempt[] prefetched = Prefetch(route, 4);
        Assert.That(_lanes.LimitOf(route.WorkflowId, routes, prefetches: true), Is.Zero, "and no more");

        FreedSlot[] freed = [.. slots.Select(slot => _lanes.FreeSlot(slot, route.WorkflowId))];

        Assert.That(freed.Select(slot => slot.Next), Is.EqualTo(prefetched));
        Assert.That(prefetched.Select(attempt => attempt.Lane), Is.All.SameAs(slots[0]));
        Assert.That(_lanes.TryAcquire(route), Is.Null, "their slots are taken");
    }

    [Test]
    public void Store_is_asked_again_when_half_of_them_are_used_up()
    {
        Lane[] slots = Acquire(Erp, 4);
        Assert.That(_lanes.TryReserve(Erp), Is.Null, "it waits in the store");
        _ = Prefetch(Erp, 4);

        Assert.That(slots.Select(slot => _lanes.FreeSlot(slot, Erp.WorkflowId).Wakes), Is.EqualTo(new[] { false, true, true, true }));
    }

    [Test]
    public void Store_is_not_asked_again_when_the_claim_left_nothing()
    {
        var routes = new RouteMap([WorkflowTo("https://erp.example.com")], attemptsPerSecond: null);
        Guid workflowId = routes.To(Erp.Destination).Single().WorkflowId;
        Lane[] slots = Acquire(routes.Find(workflowId)!, 4);
        _lanes.Claim(routes, workflowId, count: 3);

        Assert.That(slots.Select(slot => _lanes.FreeSlot(slot, workflowId).Wakes), Is.All.False);
    }

    [Test]
    public void Store_is_asked_again_when_the_claim_took_all_that_it_asked_for()
    {
        var routes = new RouteMap([WorkflowTo("https://erp.example.com")], attemptsPerSecond: null);
        Guid workflowId = routes.To(Erp.Destination).Single().WorkflowId;
        Lane[] slots = Acquire(routes.Find(workflowId)!, 4);
        _lanes.Claim(routes, workflowId, count: 4);

        Assert.That(slots.Select(slot => _lanes.FreeSlot(slot, workflowId).Wakes), Is.EqualTo(new[] { false, true, true, true }));
    }

    [Test]
    public void Claim_takes_free_slots_and_a_window_and_nothing_while_more_than_half_of_it_is_prefetched()
    {
        var routes = new RouteMap([WorkflowTo("https://erp.example.com")], attemptsPerSecond: null);
        Route route = routes.To(Erp.Destination).Single();
        Lane[] slots = Acquire(route, 3);
        Assert.That(Limit(prefetches: true), Is.EqualTo(5), "one running more, and four prefetched");
        Assert.That(Limit(prefetches: false), Is.EqualTo(1));

        _ = Acquire(route, 1);
        for (int count = 1; count <= 3; count++)
        {
            _ = Prefetch(route, 1);
            Assert.That(Limit(prefetches: true), Is.EqualTo(count <= 2 ? 4 - count : 0));
        }

        Assert.That(slots, Has.Length.EqualTo(3));

        int Limit(bool prefetches) => _lanes.LimitOf(route.WorkflowId, routes, prefetches);
    }

    [Test]
    public void Lane_that_is_trusted_with_less_keeps_what_it_has_prefetched_and_asks_for_no_more()
    {
        var routes = new RouteMap([WorkflowTo("https://erp.example.com")], attemptsPerSecond: null);
        Route route = routes.To(Erp.Destination).Single();
        Lane[] slots = Acquire(route, 4);
        Attempt[] prefetched = Prefetch(route, 2);

        FreedSlot freed = _lanes.FreeSlot(slots[0], route.WorkflowId, LaneSignal.Unreachable);

        Assert.That(
            (freed.Next, freed.Released),
            Is.EqualTo(((Attempt?)null, Array.Empty<Attempt>())),
            "two of four slots are left, and three run");
        Assert.That(_lanes.LimitOf(route.WorkflowId, routes, prefetches: true), Is.Zero);
        Assert.That(_lanes.FreeSlot(slots[1], route.WorkflowId, LaneSignal.None).Next, Is.Null);
        Assert.That(_lanes.FreeSlot(slots[2], route.WorkflowId, LaneSignal.None).Next, Is.SameAs(prefetched[0]));
    }

    [Test]
    public void Lane_that_pauses_gives_them_up_and_prefetches_none()
    {
        Lane[] slots = Acquire(Erp, 4);
        Attempt[] prefetched = Prefetch(Erp, 2);

        FreedSlot[] freed = [.. slots.Take(3).Select(slot => _lanes.FreeSlot(slot, Erp.WorkflowId, LaneSignal.Unreachable))];

        Assert.That(freed[..2].SelectMany(slot => slot.Released), Is.Empty, "half of four, then a probe");
        Assert.That(freed[2].Released, Is.EqualTo(prefetched));
        Assert.That(freed.Select(slot => slot.Next), Is.All.Null);
        Assert.That(_lanes.Prefetch(Erp), Is.Null);
    }

    [Test]
    public void Workflow_with_a_limit_of_its_own_has_no_more_in_hand_than_that()
    {
        Workflow limited = WorkflowTo("https://erp.example.com") with { Id = Guid.NewGuid() };
        limited = limited with { Action = limited.Action with { MaxConcurrentAttempts = 3 } };
        Workflow other = WorkflowTo("https://erp.example.com");
        var routes = new RouteMap([limited, other], attemptsPerSecond: null);
        _ = Acquire(routes.Find(other.Id)!, 3);
        _ = Acquire(routes.Find(limited.Id)!, 1);
        Assert.That(_lanes.LimitOf(limited.Id, routes, prefetches: true), Is.EqualTo(2), "one runs");

        Assert.That(_lanes.Prefetch(routes.Find(limited.Id)!), Is.Not.Null);
        Assert.That(_lanes.LimitOf(limited.Id, routes, prefetches: true), Is.EqualTo(1), "one runs, and one is prefetched");
        Assert.That(_lanes.Prefetch(routes.Find(limited.Id)!), Is.Not.Null);
        Assert.That(_lanes.LimitOf(limited.Id, routes, prefetches: true), Is.Zero);
        Assert.That(_lanes.Prefetch(routes.Find(limited.Id)!), Is.Null);
    }

    [Test]
    public void Paced_destination_prefetches_none()
    {
        Workflow paced = WorkflowTo("https://erp.example.com");
        paced = paced with { Action = paced.Action with { MaxAttemptsPerSecond = 5 } };
        var routes = new RouteMap([paced], attemptsPerSecond: null);
        Assert.That(_lanes.LimitOf(paced.Id, routes, prefetches: true), Is.EqualTo(1), "its rate, without a window");
        _ = Acquire(routes.Find(paced.Id)!, 1);

        Assert.That(_lanes.Prefetch(routes.Find(paced.Id)!), Is.Null);
    }

    [Test]
    public void Slot_that_all_were_short_of_goes_first_to_a_lane_with_none_running()
    {
        MakeLanes(slots: 4);
        Route other = RouteTo("https://other.example.com");
        Lane[] slots = Acquire(Erp, 4);
        _ = Prefetch(Erp, 1);
        Attempt waiting = Prefetch(other, 1).Single();

        Assert.That(_lanes.FreeSlot(slots[0], Erp.WorkflowId).Next, Is.SameAs(waiting));
    }

    [Test]
    public void Claimed_one_whose_lane_has_a_slot_again_begins_instead_of_being_prefetched()
    {
        Lane[] slots = Acquire(Erp, 4);
        _lanes.FreeSlot(slots[0], Erp.WorkflowId);
        Attempt first = LaneTestBed.AttemptOf(Erp);
        Attempt second = LaneTestBed.AttemptOf(Erp);

        Assert.That((_lanes.Place(first, Erp, prefetches: true), first.Lane), Is.EqualTo((ClaimedPlace.Slot, slots[0])));
        Assert.That((_lanes.Place(second, Erp, prefetches: true), second.Lane), Is.EqualTo((ClaimedPlace.Prefetched, (Lane?)null)));
        Assert.That(_lanes.Place(LaneTestBed.AttemptOf(Erp), Erp, prefetches: false), Is.EqualTo(ClaimedPlace.None));
    }

    [Test]
    public void Lane_that_was_passed_over_when_slots_were_short_begins_at_the_next_look()
    {
        MakeLanes(slots: 4);
        Route first = RouteTo("https://first.example.com");
        Route second = RouteTo("https://second.example.com");
        Lane[] slots = Acquire(Erp, 4);
        Attempt[] prefetched = [Prefetch(first, 1).Single(), Prefetch(second, 1).Single()];

        FreedSlot freed = _lanes.FreeSlot(slots[0], Erp.WorkflowId);
        Assert.That((freed.Next, freed.Wakes), Is.EqualTo((prefetched[0], true)), "one goes, and the dispatcher looks");
        _lanes.FreeSlot(prefetched[0].Lane!, first.WorkflowId);

        Assert.That(_lanes.TakePrefetchedWithSlot().Append(prefetched[1]).Distinct(), Is.EqualTo(new[] { prefetched[1] }));
        Assert.That(prefetched[1].Lane, Is.Not.Null);
    }

    [TestCase("https://elsewhere.example.com", null, null)]
    [TestCase("https://erp.example.com", 2, null)]
    [TestCase("https://erp.example.com", null, 5.0)]
    [TestCase(null, null, null)]
    public void What_is_prefetched_is_given_up_when_its_workflow_goes_elsewhere_or_gets_a_limit_or_leaves(
        string? url, int? limit, double? perSecond)
    {
        Workflow workflow = WorkflowTo("https://erp.example.com");
        Route route = new RouteMap([workflow], attemptsPerSecond: null).Find(workflow.Id)!;
        Lane[] slots = Acquire(route, 4);
        Attempt[] prefetched = Prefetch(route, 2);
        Workflow[] corrected = url is null
            ? []
            :
            [
                workflow with
                {
                    Action = workflow.Action with { Url = new Uri(url), MaxConcurrentAttempts = limit, MaxAttemptsPerSecond = perSecond },
                },
            ];
        var routes = new RouteMap(corrected, attemptsPerSecond: null);

        Assert.That(_lanes.TakeMisplaced(routes), Is.EqualTo(prefetched));
        Assert.That(_lanes.TakeMisplaced(routes), Is.Empty);
        Assert.That(_lanes.FreeSlot(slots[0], workflow.Id).Next, Is.Null);
    }

    [Test]
    public void What_is_prefetched_stays_when_another_workflow_changes()
    {
        Workflow workflow = WorkflowTo("https://erp.example.com");
        Route route = new RouteMap([workflow], attemptsPerSecond: null).Find(workflow.Id)!;
        Lane[] slots = Acquire(route, 4);
        Attempt prefetched = Prefetch(route, 1).Single();
        Workflow other = WorkflowTo("https://new.example.com") with { Id = Guid.NewGuid() };

        Assert.That(_lanes.TakeMisplaced(new RouteMap([workflow, other], attemptsPerSecond: null)), Is.Empty);
        Assert.That(_lanes.FreeSlot(slots[0], workflow.Id).Next, Is.SameAs(prefetched));
    }

    [Test]
    public void All_that_is_prefetched_can_be_taken_back_once_and_for_all()
    {
        _ = Acquire(Erp, 4);
        Attempt prefetched = Prefetch(Erp, 1).Single();

        Assert.That(_lanes.EndPrefetching(), Is.EqualTo(new[] { prefetched }));
        Assert.That(_lanes.EndPrefetching(), Is.Empty);
        Assert.That(_lanes.Prefetch(Erp), Is.Null);
    }

    [Test]
    public async Task Correction_of_a_url_holds_for_what_is_kept_ready()
    {
        Workflow workflow = WorkflowTo("https://old.example.com/hooks") with { Id = Guid.NewGuid() };
        await using var bed = new WebhookTestBed(
            webhooks => webhooks.Configure(options => options.Dispatch.MaxConcurrentAttemptsPerDestination = 2));
        await bed.Workflows.SaveAsync(workflow);
        var old = new TaskCompletionSource<DeliveryOutcome>();
        bed.Sender.Answer = (request, _) => request.Action.Url.Host == "old.example.com"
            ? old.Task
            : Task.FromResult(SomeDelivery.Accepted);
        await bed.Publisher.PublishAsync(
            [.. Enumerable.Range(0, 4).Select(number => new WorkflowEvent(CrmTriggers.OpportunityWon, $"opportunity-{number}"))]);
        await bed.StartAsync();
        await bed.Sender.WhenAskedAsync(2);

        await bed.Workflows.SaveAsync(workflow with { Action = workflow.Action with { Url = new Uri("https://new.example.com/hooks") } });

        await bed.Store.WhenDeliveredAsync(2);
        Assert.That(
            bed.Sender.Requests.Count(request => request.Action.Url.Host == "new.example.com"),
            Is.EqualTo(2),
            "the two that were ready wait for no room of the old one");
        old.SetResult(SomeDelivery.Accepted);
        await bed.Store.WhenDeliveredAsync(4);
    }

    [Test]
    public async Task Backlog_is_sent_with_far_fewer_claims_than_attempts()
    {
        const int Count = 800;
        await using var bed = new WebhookTestBed(
            webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        await bed.Publisher.PublishAsync(
            [.. Enumerable.Range(0, Count).Select(number => new WorkflowEvent(CrmTriggers.OpportunityWon, $"opportunity-{number}"))]);

        await bed.StartAsync();
        await bed.Store.WhenSettledAsync(Count);

        Assert.That(
            bed.Store.Settled.Select(settlement => settlement.Kind), Is.All.EqualTo(SettlementKind.Delivered), "none was claimed in vain");
        Assert.That(bed.Store.CallsOf(nameof(IRetryStore.ClaimAsync)), Is.LessThan(Count / 2));
    }

    private static Route RouteTo(string url) => new(Guid.NewGuid(), Destination.Of(new Uri(url)), int.MaxValue);

    private static Workflow WorkflowTo(string url) => WebhookTestBed.WorkflowTo(url);

    private void MakeLanes(int slots)
    {
        _lanes = new LaneTestBed(
            new DispatchOptions { MaxConcurrentAttempts = slots, MaxConcurrentAttemptsPerDestination = 4 }, TimeSpan.FromSeconds(32));
        _lanes.BeginPrefetching();
    }

    private Lane[] Acquire(Route route, int times) => [.. Enumerable.Range(0, times).Select(_ => _lanes.TryAcquire(route)).OfType<Lane>()];

    private Attempt[] Prefetch(Route route, int times) => [.. Enumerable.Range(0, times).Select(_ => _lanes.Prefetch(route)!)];
}
