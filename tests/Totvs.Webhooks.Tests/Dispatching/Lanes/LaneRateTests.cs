using CsCheck;
using NUnit.Framework;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.Dispatching.Lanes;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Dispatching.Lanes;

public sealed class LaneRateTests
{
    [TestCase(0.1, 10_000)]
    [TestCase(1, 1_000)]
    [TestCase(5, 200)]
    public void Slow_rate_lets_one_attempt_begin_at_a_time(double perSecond, int milliseconds)
    {
        var rate = new LaneRate(perSecond, TimeSpan.Zero);
        var interval = TimeSpan.FromMilliseconds(milliseconds);

        for (int attempt = 0; attempt < 20; attempt++)
        {
            TimeSpan now = interval * attempt;
            Assert.That(rate.FreeAt(now), Is.EqualTo(1));
            rate.Take(now);
            Assert.That(rate.FreeAt(now + interval - TimeSpan.FromMilliseconds(1)), Is.Zero);
            Assert.That(rate.WaitAt(now), Is.EqualTo(interval).Within(TimeSpan.FromMilliseconds(1)));
        }
    }

    [Test]
    public void In_any_span_no_more_attempts_begin_than_the_rate_and_a_tenth_of_a_second_allow() =>
        Gen.Select(Gen.Double[0.01, 500], Gen.Int[0, 400].Array[1, 200]).Sample((perSecond, pauses) =>
        {
            var rate = new LaneRate(perSecond, TimeSpan.Zero);
            var begun = new List<TimeSpan>();
            TimeSpan now = TimeSpan.Zero;
            foreach (int pause in pauses)
            {
                now += TimeSpan.FromMilliseconds(pause);
                for (int free = rate.FreeAt(now); free > 0; free--)
                {
                    rate.Take(now);
                    begun.Add(now);
                }
            }

            // Counted from each attempt to each later one, the excess over the rate is greatest where its running sum rose most.
            double lowest = double.MaxValue;
            for (int count = 0; count < begun.Count; count++)
            {
                double excess = count - (begun[count].TotalSeconds * perSecond);
                lowest = Math.Min(lowest, excess);
                Assert.That(excess - lowest + 1, Is.LessThanOrEqualTo(Math.Max(1, perSecond / 10) + 0.001));
            }
        });

    [Test]
    public void Waiting_as_long_as_it_says_is_enough() =>
        Gen.Select(Gen.Double[0.01, 5_000], Gen.Int[1, 1_000]).Sample((perSecond, taken) =>
        {
            var rate = new LaneRate(perSecond, TimeSpan.Zero);
            for (int attempt = 0; attempt < taken && rate.FreeAt(TimeSpan.Zero) > 0; attempt++)
            {
                rate.Take(TimeSpan.Zero);
            }

            Assert.That(rate.FreeAt(rate.WaitAt(TimeSpan.Zero)), Is.GreaterThan(0));
        });

    [Test]
    public void Lane_that_has_used_up_its_rate_waits_and_the_others_do_not()
    {
        Workflow slow = WorkflowTo("slow", "https://slow.example.com/a", perSecond: 2);
        Workflow quick = WorkflowTo("quick", "https://quick.example.com/a");
        var routes = new RouteMap([slow, quick], attemptsPerSecond: null);
        var lanes = new LaneTestBed(new DispatchOptions(), TimeSpan.FromSeconds(30));

        Assert.That(lanes.LimitOf(slow.Id, routes), Is.EqualTo(1), "known before its first attempt");
        Lane slot = lanes.TryReserve(routes.Find(slow.Id)!)!;
        Assert.That(lanes.TryReserve(routes.Find(slow.Id)!), Is.Null);
        Assert.That(lanes.TryReserve(routes.Find(quick.Id)!), Is.Not.Null);
        lanes.FreeSlot(slot, slow.Id, LaneSignal.Reachable);
        Assert.That(lanes.LimitOf(slow.Id, routes), Is.Zero, "the end of an attempt makes no room in a rate");
        Assert.That(lanes.LimitsFor(routes).Resumes, Is.EqualTo(TimeSpan.FromMilliseconds(500)));

        lanes.Advance(TimeSpan.FromMilliseconds(500));

        Assert.That(lanes.LimitsFor(routes).Resumes, Is.Null);
        Assert.That(lanes.TryAcquire(routes.Find(slow.Id)!), Is.Not.Null);
    }

    [Test]
    public void Lane_remembers_its_rate_while_nothing_is_under_way()
    {
        Workflow slow = WorkflowTo("slow", "https://slow.example.com/a", perSecond: 0.1);
        var routes = new RouteMap([slow], attemptsPerSecond: null);
        var lanes = new LaneTestBed(new DispatchOptions(), TimeSpan.FromSeconds(30));

        lanes.FreeSlot(lanes.TryReserve(routes.Find(slow.Id)!)!, slow.Id, LaneSignal.Reachable);
        lanes.ClaimNothing(routes);
        lanes.Advance(TimeSpan.FromSeconds(9));

        Assert.That(lanes.TryReserve(routes.Find(slow.Id)!), Is.Null);
    }

    [Test]
    public void Smallest_rate_of_a_destination_counts_for_all_that_go_there_and_the_default_where_none_is_stated()
    {
        Workflow[] workflows =
        [
            WorkflowTo("a", "https://one.example.com/a", perSecond: 5),
            WorkflowTo("b", "https://one.example.com/b", perSecond: 3),
            WorkflowTo("c", "https://one.example.com/c"),
            WorkflowTo("d", "https://two.example.com/d"),
            WorkflowTo("e", "https://three.example.com/e", perSecond: 200),
        ];
        var routes = new RouteMap(workflows, attemptsPerSecond: 100);

        Assert.That(
            workflows.Select(workflow => routes.Find(workflow.Id)!.AttemptsPerSecond), Is.EqualTo(new double?[] { 3, 3, 3, 100, 200 }));
        Assert.That(new RouteMap(workflows, null).Find(workflows[3].Id)!.AttemptsPerSecond, Is.Null);
    }

    private static Workflow WorkflowTo(string name, string url, double? perSecond = null) => new()
    {
        Name = name,
        Trigger = CrmTriggers.OpportunityWon,
        Action = new WebhookAction { Url = new Uri(url), MaxAttemptsPerSecond = perSecond },
    };
}
