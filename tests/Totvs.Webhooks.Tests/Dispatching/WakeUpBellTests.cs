using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Dispatching;

namespace Totvs.Webhooks.Tests.Dispatching;

public sealed class WakeUpBellTests
{
    private static readonly TimeSpan HangGuard = TimeSpan.FromSeconds(30);

    private FakeTimeProvider _time = default!;
    private WakeUpBell _bell = default!;

    [SetUp]
    public void MakeBell()
    {
        _time = new FakeTimeProvider();
        _bell = new WakeUpBell(_time);
    }

    [Test]
    public async Task Sleeper_wakes_when_the_bell_is_rung()
    {
        Task sleep = _bell.SleepAsync(null, CancellationToken.None);
        Assert.That(sleep.IsCompleted, Is.False);

        _bell.Ring();

        await sleep.WaitAsync(HangGuard);
    }

    [Test]
    public async Task Sleeper_wakes_when_its_time_is_over_and_not_before()
    {
        Task sleep = _bell.SleepAsync(TimeSpan.FromMinutes(5), CancellationToken.None);

        _time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.That(sleep.IsCompleted, Is.False);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        await sleep.WaitAsync(HangGuard);
    }

    [Test]
    public async Task Bell_rung_while_nobody_slept_is_kept_for_one_sleep()
    {
        _bell.Ring();
        _bell.Ring();

        await _bell.SleepAsync(null, CancellationToken.None).WaitAsync(HangGuard);

        Assert.That(_bell.SleepAsync(null, CancellationToken.None).IsCompleted, Is.False);
    }

    [Test]
    public async Task Sleeper_is_woken_only_for_something_due_before_it_would_wake()
    {
        Task sleep = _bell.SleepAsync(TimeSpan.FromMinutes(5), CancellationToken.None);

        _bell.RingIfSleepingLongerThan(TimeSpan.FromMinutes(6));
        Assert.That(sleep.IsCompleted, Is.False);
        _bell.RingIfSleepingLongerThan(TimeSpan.FromMinutes(4));

        await sleep.WaitAsync(HangGuard);
    }

    [Test]
    public async Task Sleeper_without_a_time_is_woken_for_anything_due()
    {
        Task sleep = _bell.SleepAsync(null, CancellationToken.None);

        _bell.RingIfSleepingLongerThan(TimeSpan.FromDays(7));

        await sleep.WaitAsync(HangGuard);
    }

    [Test]
    public void Cancelled_sleep_ends_as_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        Task sleep = _bell.SleepAsync(TimeSpan.FromMinutes(5), cancellation.Token);

        cancellation.Cancel();

        Assert.That(async () => await sleep, Throws.InstanceOf<OperationCanceledException>());
    }
}
