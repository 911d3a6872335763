using NUnit.Framework;
using Totvs.Webhooks.Contracts;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Tests.Deliveries;

public sealed class StoreClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private SteppingTimeProvider _time = default!;
    private StoreClock _clock = default!;

    [SetUp]
    public void StartTheClock()
    {
        _time = new SteppingTimeProvider(Start);
        _clock = new StoreClock(_time);
    }

    [Test]
    public void Clock_goes_with_the_wall_clock()
    {
        _time.Advance(TimeSpan.FromHours(3));

        Assert.That(_clock.Now, Is.EqualTo(Start.AddHours(3)));
    }

    [Test]
    public void Small_correction_forward_is_followed_at_once()
    {
        _time.Step(TimeSpan.FromMilliseconds(200));

        Assert.That(_clock.Now, Is.EqualTo(Start.AddMilliseconds(200)));
    }

    [Test]
    public void Step_forward_is_joined_only_after_five_minutes()
    {
        _time.Step(TimeSpan.FromDays(1));
        Assert.That(_clock.Now, Is.EqualTo(Start));

        _time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.That(_clock.Now, Is.EqualTo(Start.AddMinutes(5).AddTicks(-1)));

        _time.Advance(TimeSpan.FromTicks(1));
        Assert.That(_clock.Now, Is.EqualTo(Start.AddDays(1).AddMinutes(5)));
    }

    [Test]
    public void Step_forward_that_is_taken_back_leaves_nothing_behind()
    {
        _time.Step(TimeSpan.FromDays(1));
        Assert.That(_clock.Now, Is.EqualTo(Start));
        _time.Step(-TimeSpan.FromDays(1));
        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.That(_clock.Now, Is.EqualTo(Start.AddMinutes(4)));

        _time.Step(TimeSpan.FromDays(1));
        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.That(_clock.Now, Is.EqualTo(Start.AddMinutes(6)), "the five minutes begin with the new step");
    }

    [Test]
    public void Clock_never_goes_back_and_does_not_stop()
    {
        _time.Step(TimeSpan.FromHours(-1));
        Assert.That(_clock.Now, Is.EqualTo(Start));

        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.That(_clock.Now, Is.EqualTo(Start.AddMinutes(10)));
    }
}
