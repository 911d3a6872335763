using NUnit.Framework;
using Totvs.Webhooks.Dispatching;

namespace Totvs.Webhooks.Tests.Dispatching;

public sealed class GiveUpScheduleTests
{
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);
    private static readonly TimeSpan Started = TimeSpan.FromSeconds(7);

    private GiveUpSchedule _schedule = default!;

    [SetUp]
    public void Start()
    {
        _schedule = new GiveUpSchedule(TimeSpan.FromDays(3), OneDay);
        _schedule.Start(Started);
    }

    [Test]
    public void First_look_is_at_the_start_and_no_other_follows_while_nothing_waits()
    {
        Assert.That(_schedule.Wait(Started), Is.EqualTo(TimeSpan.Zero));

        _schedule.NoteLook(nextIn: null, ended: false, isShared: false, Started);

        Assert.That(_schedule.Wait(Started + TimeSpan.FromDays(100)), Is.Null);
    }

    [Test]
    public void Nothing_is_ended_in_the_first_minutes()
    {
        Assert.That(_schedule.MayEnd(Started + GiveUpSchedule.Grace - TimeSpan.FromTicks(1)), Is.False);
        Assert.That(_schedule.MayEnd(Started + GiveUpSchedule.Grace), Is.True);

        _schedule.NoteLook(TimeSpan.Zero, ended: false, isShared: false, Started);
        Assert.That(_schedule.Wait(Started), Is.EqualTo(GiveUpSchedule.Grace));
    }

    [Test]
    public void What_was_added_is_looked_at_when_the_shortest_age_is_over_and_not_before()
    {
        _schedule.NoteLook(nextIn: null, ended: false, isShared: false, Started);
        _schedule.NoteUnfinished(Started + OneDay);
        _schedule.NoteUnfinished(Started + OneDay + TimeSpan.FromHours(1));

        Assert.That(_schedule.Wait(Started + OneDay + TimeSpan.FromHours(1)), Is.EqualTo(TimeSpan.FromHours(23)));
    }

    [Test]
    public void Step_that_ended_something_is_followed_by_the_next_after_a_short_rest_and_another_after_a_longer()
    {
        TimeSpan now = Started + OneDay;
        _schedule.NoteLook(TimeSpan.Zero, ended: true, isShared: false, now);
        Assert.That(_schedule.Wait(now), Is.EqualTo(GiveUpSchedule.RestBetweenSteps));

        _schedule.NoteLook(TimeSpan.Zero, ended: false, isShared: false, now);
        Assert.That(_schedule.Wait(now), Is.EqualTo(TimeSpan.FromSeconds(1)), "nothing spins");

        _schedule.NoteLook(TimeSpan.FromMilliseconds(3), ended: true, isShared: false, now);
        Assert.That(_schedule.Wait(now), Is.EqualTo(TimeSpan.FromSeconds(1)), "a steady stream of old ones is ended in company");
    }

    [TestCase(86_400, 300)]
    [TestCase(60, 15)]
    public void Shared_store_is_looked_at_often_enough_for_others_to_know(int missingSeconds, int waitSeconds)
    {
        _schedule = new GiveUpSchedule(age: null, TimeSpan.FromSeconds(missingSeconds));
        _schedule.NoteLook(nextIn: null, ended: false, isShared: true, Started);

        Assert.That(_schedule.Wait(Started), Is.EqualTo(TimeSpan.FromSeconds(waitSeconds)));
    }
}
