using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.Dispatching.Lanes;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Dispatching.Lanes;

public sealed class LaneTableTests
{
    private static readonly Route Dead = RouteTo("https://dead.example.com/a");
    private static readonly Route Healthy = RouteTo("https://healthy.example.com/a");

    private LaneTestBed _lanes = default!;

    [SetUp]
    public void MakeLanes() =>
        _lanes = new LaneTestBed(
            new DispatchOptions { MaxConcurrentAttempts = 10, MaxConcurrentAttemptsPerDestination = 4 }, TimeSpan.FromSeconds(32));

    [Test]
    public void Lane_takes_no_more_than_its_limit_and_leaves_others_their_room()
    {
        Assert.That(Enter(Dead, 5), Is.EqualTo(4));
        Assert.That(Enter(Healthy, 5), Is.EqualTo(4));
        Assert.That(_lanes.Free, Is.EqualTo(2));
    }

    [Test]
    public void All_lanes_together_take_no_more_than_the_limit_of_all()
    {
        int entered = 0;
        for (int number = 0; number < 6; number++)
        {
            entered += Enter(RouteTo($"https://host{number}.example.com"), 3);
        }

        Assert.That(entered, Is.EqualTo(10));
        Assert.That(_lanes.Free, Is.Zero);
    }

    [Test]
    public void Last_eighth_of_all_room_is_kept_for_destinations_that_have_none_under_way()
    {
        _lanes = new LaneTestBed(
            new DispatchOptions { MaxConcurrentAttempts = 16, MaxConcurrentAttemptsPerDestination = 16 }, TimeSpan.FromSeconds(32));
        Workflow toDead = WorkflowTo("dead", "https://dead.example.com/x");
        Workflow toHealthy = WorkflowTo("healthy", "https://healthy.example.com/y");
        var map = new RouteMap([toDead, toHealthy], attemptsPerSecond: null);
        Lane first = _lanes.TryAcquire(Dead)!;
        Assert.That(Enter(RouteTo("https://slow.example.com"), 16), Is.EqualTo(13));

        Assert.That((_lanes.LimitOf(toDead.Id, map), _lanes.LimitsFor(map).PerWorkflow), Is.EqualTo((0, 1)), "one for who has none");
        Assert.That(_lanes.TryAcquire(Dead), Is.Null);
        Assert.That(Enter(Healthy, 2), Is.EqualTo(1));
        Assert.That(Enter(RouteTo("https://another.example.com"), 2), Is.EqualTo(1));
        Assert.That(_lanes.Free, Is.Zero);

        Assert.That(
            _lanes.FreeSlot(first, Dead.WorkflowId, LaneSignal.Reachable).Wakes,
            Is.True,
            "the end of any attempt makes the dispatcher look");
    }

    [Test]
    public void Destination_that_is_the_only_one_may_take_all_room()
    {
        _lanes = new LaneTestBed(
            new DispatchOptions { MaxConcurrentAttempts = 16, MaxConcurrentAttemptsPerDestination = 16 }, TimeSpan.FromSeconds(32));

        Assert.That(Enter(Dead, 20), Is.EqualTo(16));
    }

    [Test]
    public void Lane_whose_workflow_left_while_attempts_were_under_way_is_forgotten_when_they_have_ended()
    {
        Workflow old = WorkflowTo("old", "https://old.example.com");
        Route route = new RouteMap([old], attemptsPerSecond: null).Find(old.Id)!;
        Lane lane = _lanes.TryAcquire(route)!;
        var routes = new RouteMap([], attemptsPerSecond: null);
        _lanes.LimitsFor(routes);
        _lanes.FreeSlot(lane, old.Id, LaneSignal.Unreachable);

        _lanes.LimitsFor(routes);

        Assert.That(_lanes.TryAcquire(route), Is.Not.SameAs(lane));
    }

    [Test]
    public void Destination_that_no_workflow_goes_to_any_more_is_forgotten_with_its_failures()
    {
        _lanes = new LaneTestBed(
            new DispatchOptions { MaxConcurrentAttempts = 8, MaxConcurrentAttemptsPerDestination = 8 }, TimeSpan.FromSeconds(32));
        Fail(Dead, 1);

        _lanes.LimitsFor(new RouteMap([WorkflowTo("healthy", "https://healthy.example.com/a")], attemptsPerSecond: null));

        Assert.That(Enter(Healthy, 8), Is.EqualTo(8), "it is the only one");
    }

    [Test]
    public void Room_given_back_can_be_taken_again()
    {
        Lane slot = _lanes.TryAcquire(Dead)!;
        Enter(Dead, 3);
        Assert.That(_lanes.TryAcquire(Dead), Is.Null);

        _lanes.FreeSlot(slot, Dead.WorkflowId, LaneSignal.Reachable);

        Assert.That(_lanes.TryAcquire(Dead), Is.Not.Null);
    }

    [Test]
    public void New_deliveries_wait_while_others_of_their_lane_do()
    {
        Lane[] slots = [.. Enumerable.Range(0, 4).Select(_ => _lanes.TryReserve(Dead)!)];
        Assert.That(_lanes.TryReserve(Dead), Is.Null, "full: this one waits in the store");

        Assert.That(_lanes.FreeSlot(slots[0], Dead.WorkflowId).Wakes, Is.True, "the end of an attempt makes the dispatcher look");
        Assert.That(_lanes.TryReserve(Dead), Is.Null, "the one that waits goes first");
        Assert.That(_lanes.TryReserve(Healthy), Is.Not.Null, "other lanes do not care");

        _lanes.ClaimNothing(new RouteMap([WorkflowTo("dead", "https://dead.example.com/a")], attemptsPerSecond: null));
        Assert.That(_lanes.TryReserve(Dead), Is.Not.Null);
    }

    [Test]
    public void Answer_to_a_claim_says_nothing_of_what_was_noted_while_it_was_on_its_way()
    {
        var routes = new RouteMap([WorkflowTo("dead", "https://dead.example.com/a")], attemptsPerSecond: null);
        Lane[] slots = [.. Enumerable.Range(0, 3).Select(_ => _lanes.TryReserve(Dead)!)];
        _lanes.ClaimNothing(routes, meanwhile: () =>
        {
            Enter(Dead, 1);
            Assert.That(_lanes.TryReserve(Dead), Is.Null, "full: this one waits in the store");
        });

        Assert.That(_lanes.FreeSlot(slots[0], Dead.WorkflowId).Wakes, Is.True);
    }

    [Test]
    public void Lane_that_begins_to_pause_makes_the_dispatcher_look_or_it_would_sleep_past_the_end_of_the_pause()
    {
        _lanes = new LaneTestBed(new DispatchOptions { MaxConcurrentAttemptsPerDestination = 1 }, TimeSpan.FromSeconds(32));
        Lane slot = _lanes.TryReserve(Dead)!;
        Assert.That(_lanes.TryReserve(Dead), Is.Null, "it waits in the store");

        Assert.That(_lanes.FreeSlot(slot, Dead.WorkflowId, LaneSignal.Unreachable).Wakes, Is.True);
    }

    [Test]
    public void Workflow_at_its_own_limit_makes_the_dispatcher_look_when_its_attempt_ends_and_keeps_nothing_from_others()
    {
        Workflow shy = WorkflowTo("shy", "https://dead.example.com/a", limit: 1);
        Workflow bold = WorkflowTo("bold", "https://dead.example.com/b");
        var routes = new RouteMap([shy, bold], attemptsPerSecond: null);
        Lane slot = _lanes.TryReserve(routes.Find(shy.Id)!)!;
        Assert.That(_lanes.TryReserve(routes.Find(shy.Id)!), Is.Null, "it waits in the store");

        Lane other = _lanes.TryReserve(routes.Find(bold.Id)!)!;
        Assert.That(other, Is.SameAs(slot));
        Assert.That(_lanes.FreeSlot(other, bold.Id).Wakes, Is.False);
        Assert.That(_lanes.FreeSlot(slot, shy.Id).Wakes, Is.True);
        Assert.That(_lanes.TryReserve(routes.Find(shy.Id)!), Is.Null, "the one that waits goes first");
        _lanes.ClaimNothing(routes);
        Assert.That(_lanes.TryReserve(routes.Find(shy.Id)!), Is.Not.Null);
    }

    [Test]
    public void Claim_gets_nothing_of_a_full_lane_and_the_rest_of_a_busy_one()
    {
        Workflow toDead = WorkflowTo("dead", "https://dead.example.com/x");
        Workflow toHealthy = WorkflowTo("healthy", "https://healthy.example.com/y");
        var map = new RouteMap([toDead, toHealthy], attemptsPerSecond: null);
        Enter(Dead, 4);
        Enter(Healthy, 1);

        Assert.That(_lanes.LimitOf(toDead.Id, map), Is.Zero);
        Assert.That(_lanes.LimitOf(toHealthy.Id, map), Is.EqualTo(3));
    }

    [Test]
    public void Workflows_of_one_destination_share_its_room()
    {
        Workflow[] workflows = [.. Enumerable.Range(0, 3).Select(number => WorkflowTo($"w{number}", $"https://dead.example.com/{number}"))];
        var map = new RouteMap([.. workflows, WorkflowTo("alone", "https://healthy.example.com/a")], attemptsPerSecond: null);

        ClaimLimits atRest = _lanes.LimitsFor(map);
        Enter(map.Find(workflows[0].Id)!, 2);
        ClaimLimits busy = _lanes.LimitsFor(map);
        Enter(map.Find(workflows[1].Id)!, 2);

        Assert.That(atRest.Shares.Single().LimitPerWorkflow, Is.EqualTo(1));
        Assert.That(
            atRest.Shares.Single().Workflows,
            Is.EquivalentTo(workflows.Select(workflow => workflow.Id)),
            "one that is alone shares with nobody");
        Assert.That(
            (atRest.Shares.Single().Limit, busy.Shares.Single().Limit, _lanes.LimitsFor(map).Shares.Single().Limit), Is.EqualTo((4, 2, 0)));
    }

    [Test]
    public void Workflow_with_a_limit_of_its_own_takes_no_more_and_leaves_its_lane_to_others()
    {
        Workflow shy = WorkflowTo("shy", "https://dead.example.com/a", limit: 1);
        Workflow bold = WorkflowTo("bold", "https://dead.example.com/b");
        var routes = new RouteMap([shy, bold], attemptsPerSecond: null);

        Assert.That(Enter(routes.Find(shy.Id)!, 3), Is.EqualTo(1));
        Assert.That(_lanes.LimitOf(shy.Id, routes), Is.Zero);
        Assert.That(Enter(routes.Find(bold.Id)!, 5), Is.EqualTo(3));
    }

    [Test]
    public void Lane_that_finds_nobody_shrinks_to_a_probe_then_pauses_longer_each_time()
    {
        var routes = new RouteMap([WorkflowTo("dead", "https://dead.example.com/a")], attemptsPerSecond: null);
        Route dead = routes.To(Dead.Destination).Single();
        Fail(dead, 1);
        Assert.That(_lanes.LimitOf(dead.WorkflowId, routes), Is.EqualTo(2), "half of four");
        Fail(dead, 1);
        Assert.That(_lanes.LimitOf(dead.WorkflowId, routes), Is.EqualTo(1), "a probe");

        foreach (int seconds in new[] { 1, 2, 4, 8, 16, 32, 32 })
        {
            Fail(dead, 1);
            Assert.That(_lanes.TryAcquire(dead), Is.Null, $"paused for {seconds} s");
            Assert.That(_lanes.LimitsFor(routes).Resumes, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
            Assert.That(_lanes.LimitOf(dead.WorkflowId, routes), Is.Zero);
            _lanes.Advance(TimeSpan.FromSeconds(seconds));
            Assert.That(_lanes.LimitOf(dead.WorkflowId, routes), Is.EqualTo(1), "one probe");
        }
    }

    [Test]
    public void Lane_that_answers_again_grows_back_twice_as_much_each_time()
    {
        Fail(Dead, 3);
        _lanes.Advance(TimeSpan.FromSeconds(1));
        foreach (int window in new[] { 1, 2, 4, 4 })
        {
            Lane[] slots = [.. Enumerable.Range(0, 5).Select(_ => _lanes.TryAcquire(Dead)).OfType<Lane>()];
            Assert.That(slots, Has.Length.EqualTo(window));
            _lanes.FreeSlot(slots[0], Dead.WorkflowId, LaneSignal.Reachable);
            foreach (Lane slot in slots.Skip(1))
            {
                _lanes.FreeSlot(slot, Dead.WorkflowId, LaneSignal.None);
            }
        }
    }

    [Test]
    public void Attempts_that_began_together_lengthen_the_pause_only_once()
    {
        Lane[] slots = [.. Enumerable.Range(0, 4).Select(_ => _lanes.TryAcquire(Dead)!)];
        foreach (Lane slot in slots)
        {
            _lanes.FreeSlot(slot, Dead.WorkflowId, LaneSignal.Unreachable);
        }

        _lanes.Advance(TimeSpan.FromSeconds(1));
        Assert.That(_lanes.TryAcquire(Dead), Is.Not.Null);
    }

    [Test]
    public void Destination_that_is_gone_is_left_alone_only_where_that_is_asked_for([Values] bool asked)
    {
        _lanes = new LaneTestBed(
            new DispatchOptions { PauseWhenGone = asked ? TimeSpan.FromHours(1) : TimeSpan.Zero }, TimeSpan.FromSeconds(32));
        _lanes.FreeSlot(_lanes.TryAcquire(Dead)!, Dead.WorkflowId, LaneSignal.Gone);

        Assert.That(_lanes.TryAcquire(Dead) is null, Is.EqualTo(asked));
        _lanes.Advance(TimeSpan.FromHours(1));
        Assert.That(_lanes.TryAcquire(Dead), Is.Not.Null);
    }

    [Test]
    public void Pause_is_kept_too_where_one_attempt_is_the_limit([Values(LaneSignal.Unreachable, LaneSignal.Gone)] object signal)
    {
        var options = new DispatchOptions { MaxConcurrentAttemptsPerDestination = 1, PauseWhenGone = TimeSpan.FromSeconds(1) };
        _lanes = new LaneTestBed(options, TimeSpan.FromSeconds(32));
        _lanes.FreeSlot(_lanes.TryReserve(Dead)!, Dead.WorkflowId, (LaneSignal)signal);
        _lanes.Advance(TimeSpan.FromSeconds(0.9));

        Assert.That(_lanes.TryAcquire(Dead), Is.Null);
        _lanes.Advance(TimeSpan.FromSeconds(0.1));
        Assert.That(_lanes.TryAcquire(Dead), Is.Not.Null);
    }

    [Test]
    public void Lanes_are_told_apart_by_scheme_host_and_port()
    {
        string[] urls = ["https://a.example.com", "http://a.example.com", "https://a.example.com:8443", "https://b.example.com"];

        Assert.That(urls.Select(url => Destination.Of(new Uri(url))), Is.Unique);
        Assert.That(Destination.Of(new Uri("https://A.example.com:443/x")), Is.EqualTo(Destination.Of(new Uri(urls[0]))));
    }

    private static Route RouteTo(string url) => new(Guid.NewGuid(), Destination.Of(new Uri(url)), int.MaxValue);

    private static Workflow WorkflowTo(string name, string url, int? limit = null) => new()
    {
        Name = name,
        Trigger = new Trigger
        {
            Code = "a.b",
            Id = Guid.NewGuid(),
            Name = "A",
            Source = new SourceObject { Id = Guid.NewGuid(), Name = "A", ContextUrl = "/a" },
        },
        Action = new WebhookAction { Url = new Uri(url), MaxConcurrentAttempts = limit },
    };

    private void Fail(Route route, int times)
    {
        for (int time = 0; time < times; time++)
        {
            _lanes.FreeSlot(_lanes.TryAcquire(route)!, route.WorkflowId, LaneSignal.Unreachable);
        }
    }

    private int Enter(Route route, int times) => Enumerable.Range(0, times).Count(_ => _lanes.TryAcquire(route) is not null);
}
