using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Dispatching;

namespace Totvs.Webhooks.Tests.Dispatching;

/// <summary>Each cause of a further look wakes the loop, asleep or about to sleep.</summary>
public sealed class WakeUpsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    private WakeUpBell _bell = default!;
    private WakeUps _wakeUps = default!;
    private int _looksForMissing;

    [SetUp]
    public void MakeWakeUps()
    {
        _looksForMissing = 0;
        _bell = new WakeUpBell(new FakeTimeProvider());
        _wakeUps = new WakeUps(_bell, () => _looksForMissing++);
    }

    [Test]
    public Task Delivery_that_was_added_wakes_the_loop() => AssertWakesAsync(_wakeUps.Added);

    [Test]
    public Task Slot_that_was_freed_wakes_the_loop() => AssertWakesAsync(_wakeUps.SlotFreed);

    [Test]
    public Task Delivery_that_was_released_wakes_the_loop() => AssertWakesAsync(_wakeUps.Released);

    [Test]
    public Task Result_of_an_ordered_record_wakes_the_loop() => AssertWakesAsync(_wakeUps.OrderedSettled);

    [Test]
    public Task Resumption_wakes_the_loop() => AssertWakesAsync(_wakeUps.Resumed);

    [Test]
    public Task Caller_that_waits_until_idle_wakes_the_loop() => AssertWakesAsync(_wakeUps.IdleAwaited);

    [Test]
    public async Task Change_of_workflows_wakes_the_loop_and_makes_it_look_for_missing_ones()
    {
        await AssertWakesAsync(_wakeUps.WorkflowsChanged);

        Assert.That(_looksForMissing, Is.EqualTo(2));
    }

    [Test]
    public async Task Redelivery_wakes_the_loop_and_makes_it_look_for_missing_workflows()
    {
        await AssertWakesAsync(_wakeUps.Redelivered);

        Assert.That(_looksForMissing, Is.EqualTo(2));
    }

    [Test]
    public async Task Retry_wakes_a_loop_that_would_sleep_past_it_and_no_other() =>
        await AssertWakesBeforeAsync(_wakeUps.RetryIn);

    [Test]
    public async Task Lease_that_ends_wakes_a_loop_that_would_sleep_past_it_and_no_other() =>
        await AssertWakesBeforeAsync(_wakeUps.LeaseEndsIn);

    [Test]
    public async Task End_of_an_attempt_wakes_the_run_by_hand_that_it_belongs_to_and_not_the_loop()
    {
        var ownBell = new WakeUpBell(new FakeTimeProvider());
        using var byHand = new DispatchRun(null!, ownBell, new FakeTimeProvider(), CancellationToken.None);
        using var inBackground = new DispatchRun(null!, ownBell: null, new FakeTimeProvider(), CancellationToken.None);
        Task waiting = ownBell.SleepAsync(null, CancellationToken.None);

        WakeUps.AttemptEnded(inBackground);
        Assert.That(waiting.IsCompleted, Is.False);
        WakeUps.AttemptEnded(byHand);

        await waiting.WaitAsync(Patience);
        Assert.That(_bell.SleepAsync(null, CancellationToken.None).IsCompleted, Is.False);
    }

    private async Task AssertWakesAsync(Action cause)
    {
        Task asleep = _bell.SleepAsync(null, CancellationToken.None);
        Assert.That(asleep.IsCompleted, Is.False);

        cause();
        await asleep.WaitAsync(Patience);

        cause();
        await _bell.SleepAsync(null, CancellationToken.None).WaitAsync(Patience);
    }

    private async Task AssertWakesBeforeAsync(Action<TimeSpan> cause)
    {
        Task asleep = _bell.SleepAsync(FiveMinutes, CancellationToken.None);

        cause(FiveMinutes + TimeSpan.FromSeconds(1));
        Assert.That(asleep.IsCompleted, Is.False, "it wakes before that time anyway");
        cause(FiveMinutes - TimeSpan.FromSeconds(1));
        await asleep.WaitAsync(Patience);

        cause(FiveMinutes);
        await _bell.SleepAsync(FiveMinutes, CancellationToken.None).WaitAsync(Patience);
        Task withoutTime = _bell.SleepAsync(null, CancellationToken.None);
        cause(TimeSpan.FromDays(7));
        await withoutTime.WaitAsync(Patience);
    }
}
