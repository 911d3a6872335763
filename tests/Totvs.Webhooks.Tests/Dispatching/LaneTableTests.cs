using NUnit.Framework;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Tests.Dispatching;

public sealed class LaneTableTests
{
    private static readonly Destination Dead = Destination.Of(new Uri("https://dead.example.com/a"));
    private static readonly Destination Healthy = Destination.Of(new Uri("https://healthy.example.com/a"));

    private LaneTable _lanes = default!;

    [SetUp]
    public void MakeLanes() => _lanes = new LaneTable(new DispatchOptions { MaxConcurrentAttempts = 10, MaxConcurrentAttemptsPerDestination = 3 });

    [Test]
    public void Lane_takes_no_more_than_its_limit_and_leaves_others_their_room()
    {
        Assert.That(Enter(Dead, 5), Is.EqualTo(3));
        Assert.That(Enter(Healthy, 5), Is.EqualTo(3));
        Assert.That(_lanes.Free, Is.EqualTo(4));
    }

    [Test]
    public void All_lanes_together_take_no_more_than_the_limit_of_all()
    {
        int entered = 0;
        for (int number = 0; number < 6; number++)
        {
            entered += Enter(Destination.Of(new Uri($"https://host{number}.example.com")), 3);
        }

        Assert.That(entered, Is.EqualTo(10));
        Assert.That(_lanes.Free, Is.Zero);
    }

    [Test]
    public void Room_given_back_can_be_taken_again()
    {
        AttemptSlot slot = _lanes.TryEnterWithClaimed(Dead)!;
        Enter(Dead, 2);

        _lanes.Leave(slot);

        Assert.That(_lanes.TryEnterWithClaimed(Dead), Is.Not.Null);
    }

    [Test]
    public void New_deliveries_wait_while_others_of_their_lane_do()
    {
        AttemptSlot[] slots = [.. Enumerable.Range(0, 3).Select(_ => _lanes.TryEnterWithNew(Dead)!)];
        Assert.That(_lanes.TryEnterWithNew(Dead), Is.Null, "full: this one waits in the store");

        Assert.That(_lanes.Leave(slots[0]), Is.True, "the end of an attempt makes the dispatcher look");
        Assert.That(_lanes.TryEnterWithNew(Dead), Is.Null, "the one that waits goes first");
        Assert.That(_lanes.TryEnterWithNew(Healthy), Is.Not.Null, "other lanes do not care");

        _lanes.NoteNothingMoreDue();
        Assert.That(_lanes.TryEnterWithNew(Dead), Is.Not.Null);
    }

    [Test]
    public void Claim_gets_nothing_of_a_full_lane_and_the_rest_of_a_busy_one()
    {
        Workflow toDead = WorkflowTo("dead", "https://dead.example.com/x");
        Workflow toHealthy = WorkflowTo("healthy", "https://healthy.example.com/y");
        var map = new DestinationMap([toDead, toHealthy]);
        Enter(Dead, 3);
        Enter(Healthy, 1);

        ClaimLimits limits = _lanes.LimitsFor(map);

        Assert.That(limits.OfWorkflows[toDead.Id], Is.Zero);
        Assert.That(limits.OfWorkflows[toHealthy.Id], Is.EqualTo(2));
        Assert.That(limits.Excluded, Is.EqualTo(new[] { toDead.Id }));
    }

    [Test]
    public void Workflows_of_one_destination_share_its_room()
    {
        Workflow[] workflows = [.. Enumerable.Range(0, 3).Select(number => WorkflowTo($"w{number}", $"https://dead.example.com/{number}"))];
        var map = new DestinationMap(workflows);

        Assert.That(_lanes.LimitsFor(map).OfWorkflows.Values, Is.EqualTo(new[] { 1, 1, 1 }));
    }

    [Test]
    public void Lanes_are_told_apart_by_scheme_host_and_port()
    {
        string[] urls = ["https://a.example.com", "http://a.example.com", "https://a.example.com:8443", "https://b.example.com"];

        Assert.That(urls.Select(url => Destination.Of(new Uri(url))), Is.Unique);
        Assert.That(Destination.Of(new Uri("https://A.example.com:443/x")), Is.EqualTo(Destination.Of(new Uri(urls[0]))));
    }

    private static Workflow WorkflowTo(string name, string url) => new()
    {
        Name = name,
        Trigger = new Trigger { Code = "a.b", Id = Guid.NewGuid(), Name = "A", Source = new SourceObject { Id = Guid.NewGuid(), Name = "A", ContextUrl = "/a" } },
        Action = new WebhookAction { Url = new Uri(url) },
    };

    private int Enter(Destination destination, int times) => Enumerable.Range(0, times).Count(_ => _lanes.TryEnterWithClaimed(destination) is not null);
}
