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

    [TestCase(0.2)]
    [TestCase(600)]
    [TestCase(86_400)]
    [TestCase(-0.2)]
    [TestCase(-86_400)]
    public void Clock_goes_on_as_before_when_the_wall_clock_is_set(double seconds)
    {
        _time.Step(TimeSpan.FromSeconds(seconds));
        Assert.That(_clock.Now, Is.EqualTo(Start));

        _time.Advance(TimeSpan.FromDays(3));
        Assert.That(_clock.Now, Is.EqualTo(Start.AddDays(3)));
    }

    [Test]
    public void Kept_reading_is_followed_by_the_time_that_has_passed_since()
    {
        StoreReading kept = Kept(time: Start.AddDays(9));
        _time.Advance(TimeSpan.FromHours(1));

        Assert.That(_clock.Follow(kept).Time, Is.EqualTo(Start.AddDays(9).AddHours(1)));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.That(_clock.Now, Is.EqualTo(Start.AddDays(9).AddHours(2)));
        Assert.That(_clock.Follow(kept).Time, Is.EqualTo(Start.AddDays(9).AddHours(2)), "the same reading once more");
    }

    [TestCase(-86_400, 0, TestName = "Start_after_the_clock_was_set_back_goes_on_from_the_kept_reading")]
    [TestCase(-1_800, 1_800, TestName = "Start_after_the_clock_was_set_back_by_less_counts_what_both_clocks_say")]
    [TestCase(86_400, 3_600, TestName = "Start_after_the_clock_was_set_forward_counts_what_the_monotonic_clock_says")]
    public void Start_after_a_step(double stepInSeconds, double expectedSeconds)
    {
        StoreReading kept = Kept();
        _time.Advance(TimeSpan.FromHours(1));
        _time.Step(TimeSpan.FromSeconds(stepInSeconds));

        Assert.That(_clock.Follow(kept).Time, Is.EqualTo(Start.AddSeconds(expectedSeconds)));
    }

    [Test]
    public void Start_after_the_machine_was_started_anew_counts_by_the_wall_clock()
    {
        StoreReading kept = Kept() with { Timestamp = _time.GetTimestamp() + TimeSpan.TicksPerDay };
        _time.Advance(TimeSpan.FromHours(8));

        Assert.That(_clock.Follow(kept).Time, Is.EqualTo(Start.AddHours(8)));
    }

    [Test]
    public void Start_on_a_machine_that_has_run_for_longer_counts_by_the_wall_clock()
    {
        StoreReading kept = Kept() with { Timestamp = _time.GetTimestamp() - (300 * TimeSpan.TicksPerDay) };
        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.That(
            _clock.Follow(kept).Time,
            Is.EqualTo(Start.AddMinutes(10)),
            "three hundred days would end every wait, and remove what is kept");
    }

    [Test]
    public void Reading_that_another_process_kept_since_is_gone_on_from_also_where_it_is_earlier()
    {
        _clock.NoteKept(_clock.Begin());
        _time.Advance(TimeSpan.FromHours(1));
        StoreReading kept = Kept(time: Start.AddMinutes(50));
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(_clock.Follow(kept).Time, Is.EqualTo(Start.AddMinutes(51)));
        Assert.That(_clock.Now, Is.EqualTo(Start.AddMinutes(51)));
    }

    [Test]
    public void Reading_of_another_machine_never_takes_a_running_clock_back_but_takes_it_forward([Values(-1, 1)] int direction)
    {
        _clock.NoteKept(_clock.Begin());
        _time.Advance(TimeSpan.FromHours(1));
        StoreReading foreign = Kept() with { Timestamp = _time.GetTimestamp() + (direction * TimeSpan.TicksPerDay) };

        Assert.That(_clock.Follow(foreign).Time, Is.EqualTo(Start.AddHours(1)));
        Assert.That(_clock.Follow(foreign with { Time = Start.AddHours(7) }).Time, Is.EqualTo(Start.AddHours(7)));
    }

    [Test]
    public void Reading_that_was_given_up_with_its_transaction_changes_nothing()
    {
        StoreReading kept = _clock.Begin();
        _clock.NoteKept(kept);
        _time.Advance(TimeSpan.FromMinutes(1));
        _clock.NoteKept(_clock.Follow(kept));
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(_clock.Follow(kept).Time, Is.EqualTo(Start.AddMinutes(2)), "the file has the reading from before");
    }

    [Test]
    public void Clock_never_goes_back_and_does_not_stop()
    {
        _time.Step(TimeSpan.FromHours(-1));
        Assert.That(_clock.Now, Is.EqualTo(Start));

        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.That(_clock.Now, Is.EqualTo(Start.AddMinutes(10)));
    }

    private StoreReading Kept(DateTimeOffset? time = null) => new(time ?? Start, _time.GetUtcNow(), _time.GetTimestamp());
}
