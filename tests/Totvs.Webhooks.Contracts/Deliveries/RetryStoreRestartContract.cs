using CsCheck;
using NUnit.Framework;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Contracts.Deliveries;

/// <summary>
/// What a durable store must hold when the wall clock is set before, between and during the runs of the processes that use it.
/// </summary>
/// <typeparam name="TFactory">Makes the store.</typeparam>
public abstract class RetryStoreRestartContract<TFactory>
    where TFactory : IDurableRetryStoreFactory, new()
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(2);

    private static readonly Gen<(int Verb, int Size)[]> Happenings = Gen.Select(Gen.Int[0, 6], Gen.Int[-5_000, 5_000]).Array[4, 40];

    /// <summary>Steps of the wall clock, in seconds.</summary>
    private static readonly int[] StepSizes = [-31_536_000, -86_400, -600, -1, 1, 299, 600, 86_400, 31_536_000];

    private readonly RetentionOptions _retention = new();
    private TFactory _factory = default!;
    private SteppingTimeProvider _time = default!;
    private IRetryStore _first = default!;

    [SetUp]
    public async Task CreateStore()
    {
        _time = new SteppingTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        _factory = new TFactory();
        _first = await _factory.CreateAsync(_time, _retention);
    }

    [TearDown]
    public async Task DisposeStores() => await _factory.DisposeAsync();

    [TestCaseSource(nameof(StepSizes))]
    public async Task Failed_delivery_keeps_its_wait_when_the_clock_is_set_before_a_restart(int stepInSeconds)
    {
        await FailOneAsync(_first);
        _time.Advance(TimeSpan.FromSeconds(10));

        IRetryStore second = await RestartAsync(afterStep: TimeSpan.FromSeconds(stepInSeconds));

        Assert.That(await ClaimAsync(second), Is.Empty, "at the start");
        _time.Advance(Wait - TimeSpan.FromSeconds(10) - Tick);
        Assert.That(await ClaimAsync(second), Is.Empty, "one tick early");
        _time.Advance(TimeSpan.FromSeconds(10) + Tick);
        Assert.That(await ClaimAsync(second), Has.Count.EqualTo(1), "at most the time between the runs later");
    }

    [TestCaseSource(nameof(StepSizes))]
    public async Task Deliveries_that_are_due_stay_due_when_the_clock_is_set_before_a_restart(int stepInSeconds)
    {
        await AddAsync(_first, SomeDelivery.Many(3));

        IRetryStore second = await RestartAsync(afterStep: TimeSpan.FromSeconds(stepInSeconds));

        Assert.That(await ClaimAsync(second), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Clock_that_was_ahead_for_a_whole_run_and_is_corrected_delays_nothing()
    {
        _time.Step(TimeSpan.FromDays(1));
        IRetryStore ahead = await RestartAsync(afterStep: TimeSpan.Zero);
        await FailOneAsync(ahead);
        await AddAsync(ahead, SomeDelivery.New());
        await _factory.CloseAsync(ahead);

        _time.Step(-TimeSpan.FromDays(1));
        IRetryStore corrected = await _factory.OpenAgainAsync(_time, _retention);

        Assert.That(await ClaimAsync(corrected), Has.Count.EqualTo(1), "what was due");
        _time.Advance(Wait);
        Assert.That(await ClaimAsync(corrected), Is.Not.Empty, "what had failed");
    }

    [Test]
    public async Task Time_that_passes_while_nothing_runs_counts()
    {
        await FailOneAsync(_first);
        await _factory.CloseAsync(_first);
        _time.Advance(Wait - Tick);
        IRetryStore second = await _factory.OpenAgainAsync(_time, _retention);
        Assert.That(await ClaimAsync(second), Is.Empty, "one tick early");
        await _factory.CloseAsync(second);

        _time.Advance(Tick);
        Assert.That(await ClaimAsync(await _factory.OpenAgainAsync(_time, _retention)), Has.Count.EqualTo(1));
    }

    [TestCaseSource(nameof(StepSizes))]
    public async Task Live_leases_are_not_taken_by_one_that_starts_after_the_clock_was_set(int stepInSeconds)
    {
        await AddAsync(_first, SomeDelivery.Many(20));
        IReadOnlyList<Lease> leases = await ClaimAsync(_first);
        _time.Advance(TimeSpan.FromSeconds(10));

        _time.Step(TimeSpan.FromSeconds(stepInSeconds));
        IRetryStore second = await _factory.OpenAgainAsync(_time, _retention);

        Assert.That(await ClaimAsync(second), Is.Empty, "at the start");
        _time.Advance(LeaseDuration - TimeSpan.FromSeconds(10) - Tick);
        Assert.That(await ClaimAsync(second), Is.Empty, "one tick before they end");
        Assert.That(await _first.SettleAsync([.. leases.Select(lease => Settlement.Delivered(lease, SomeDelivery.Accepted))]), Is.Empty);
    }

    [TestCaseSource(nameof(StepSizes))]
    public async Task Live_leases_of_one_that_started_after_the_clock_was_set_are_not_taken(int stepInSeconds)
    {
        await AddAsync(_first, SomeDelivery.Many(20));
        _time.Step(TimeSpan.FromSeconds(stepInSeconds));
        IRetryStore second = await _factory.OpenAgainAsync(_time, _retention);
        Assert.That(await ClaimAsync(second), Has.Count.EqualTo(20));

        Assert.That(await ClaimAsync(_first), Is.Empty, "at once");
        _time.Advance(LeaseDuration - Tick);
        Assert.That(await ClaimAsync(_first), Is.Empty, "one tick before they end");
        _time.Advance(Tick);
        Assert.That(await ClaimAsync(_first), Has.Count.EqualTo(20), "when they end");
    }

    [Test]
    public async Task Live_leases_are_not_taken_by_one_that_was_idle_while_the_clock_was_set([Values(-3_000, -600, 600, 86_400)] int stepInSeconds)
    {
        await AddAsync(_first, SomeDelivery.Many(20));
        _time.Advance(TimeSpan.FromHours(1));
        _time.Step(TimeSpan.FromSeconds(stepInSeconds));
        IRetryStore second = await _factory.OpenAgainAsync(_time, _retention);
        Assert.That(await ClaimAsync(second), Has.Count.EqualTo(20));

        _time.Advance(LeaseDuration - Tick);
        Assert.That(await ClaimAsync(_first), Is.Empty, "one tick before they end");
        _time.Advance(Tick);
        Assert.That(await ClaimAsync(_first), Has.Count.EqualTo(20), "when they end");
    }

    [Test]
    public async Task Failed_delivery_keeps_its_wait_in_every_process([Values(-600, 600)] int stepInSeconds, [Values] bool failsInTheSecond)
    {
        await AddAsync(_first, SomeDelivery.New());
        _time.Step(TimeSpan.FromSeconds(stepInSeconds));
        IRetryStore second = await _factory.OpenAgainAsync(_time, _retention);
        (IRetryStore failing, IRetryStore other) = failsInTheSecond ? (second, _first) : (_first, second);
        await FailAsync(failing, (await ClaimAsync(failing)).Single());

        for (int second10 = 0; second10 < 29; second10++)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            Assert.That(await ClaimAsync(other), Is.Empty);
            Assert.That(await ClaimAsync(failing), Is.Empty);
        }

        _time.Advance(TimeSpan.FromSeconds(10) - Tick);
        Assert.That(await ClaimAsync(other), Is.Empty, "one tick early");
        _time.Advance(Tick);
        Assert.That(await ClaimAsync(other), Has.Count.EqualTo(1), "when it is due");
    }

    [Test]
    public async Task Time_until_due_follows_the_process_that_wrote_last([Values(-600, 600)] int stepInSeconds)
    {
        _time.Advance(TimeSpan.FromHours(1));
        _time.Step(TimeSpan.FromSeconds(stepInSeconds));
        IRetryStore second = await _factory.OpenAgainAsync(_time, _retention);
        await FailOneAsync(second);
        Assert.That(await ClaimAsync(_first), Is.Empty);

        Assert.That(await _first.GetTimeUntilDueAsync(new ClaimRequest { Limit = 1, LeaseDuration = LeaseDuration }), Is.EqualTo(Wait));
    }

    [Test]
    public async Task Nothing_is_ever_early_whatever_happens_to_the_clock_and_to_the_processes() =>
        await Happenings.SampleAsync(LiveAsync, iter: 60, threads: 1);

    private static Task<IReadOnlyList<Lease>> AddAsync(IRetryStore store, params Delivery[] deliveries) =>
        store.AddAsync(new AddRequest { Waiting = deliveries });

    private static Task<IReadOnlyList<Lease>> ClaimAsync(IRetryStore store, int limit = 100) =>
        store.ClaimAsync(new ClaimRequest { Limit = limit, LeaseDuration = LeaseDuration });

    private static async Task FailAsync(IRetryStore store, Lease lease) =>
        Assert.That(await store.SettleAsync([Settlement.Retry(lease, SomeDelivery.Failed, Wait)]), Is.Empty);

    private static async Task FailOneAsync(IRetryStore store)
    {
        await AddAsync(store, SomeDelivery.New());
        await FailAsync(store, (await ClaimAsync(store)).Single());
    }

    private async Task<IRetryStore> RestartAsync(TimeSpan afterStep)
    {
        await _factory.CloseAsync(_first);
        _time.Step(afterStep);
        return await _factory.OpenAgainAsync(_time, _retention);
    }

    /// <summary>
    /// Two processes live through what happens. By the time that really passes nothing may be claimed before it is due, and everything is
    /// in the end.
    /// </summary>
    private async Task LiveAsync((int Verb, int Size)[] happenings)
    {
        await using var factory = new TFactory();
        var time = new SteppingTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        IRetryStore[] stores = [await factory.CreateAsync(time, _retention), await factory.OpenAgainAsync(time, _retention)];
        var dueAt = new Dictionary<Guid, long>();
        foreach ((int verb, int size) in happenings)
        {
            int chosen = Math.Abs(size) % 2;
            switch (verb)
            {
                case 0:
                    time.Step(TimeSpan.FromSeconds(size));
                    break;
                case 1:
                    time.Advance(TimeSpan.FromSeconds(Math.Abs(size) % 400));
                    break;
                case 2:
                    await factory.CloseAsync(stores[chosen]);
                    stores[chosen] = await factory.OpenAgainAsync(time, _retention);
                    break;
                case 3:
                    Delivery delivery = SomeDelivery.New();
                    dueAt.Add(delivery.EventId, time.GetTimestamp());
                    await AddAsync(stores[chosen], delivery);
                    break;
                default:
                    await ClaimAndFailSomeAsync(stores[chosen], time, dueAt, failing: verb == 4);
                    break;
            }
        }

        await stores[0].GetTimeUntilDueAsync(new ClaimRequest { Limit = 1, LeaseDuration = LeaseDuration });
        time.Advance(TimeSpan.FromHours(3));
        var left = new HashSet<Guid>(dueAt.Keys);
        left.ExceptWith((await ClaimAsync(stores[0])).Select(lease => lease.Delivery.EventId));
        Assert.That(left, Is.Empty, "everything is due in the end");
    }

    private static async Task ClaimAndFailSomeAsync(IRetryStore store, SteppingTimeProvider time, Dictionary<Guid, long> dueAt, bool failing)
    {
        long now = time.GetTimestamp();
        foreach (Lease lease in await ClaimAsync(store, limit: 3))
        {
            Assert.That(dueAt[lease.Delivery.EventId], Is.LessThanOrEqualTo(now), "claimed before it was due");
            dueAt[lease.Delivery.EventId] = now + LeaseDuration.Ticks;
            if (failing)
            {
                await FailAsync(store, lease);
                dueAt[lease.Delivery.EventId] = now + Wait.Ticks;
            }
        }
    }
}
