using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Contracts;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Tests.Support;

namespace Totvs.Webhooks.Sqlite.Tests.Writing;

/// <summary>The reading of the store's time that the file keeps, and processes whose clocks have nothing in common.</summary>
public sealed class SqliteClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private StoreUnderTest _underTest = default!;

    [SetUp]
    public void SetUp() => _underTest = new StoreUnderTest();

    [TearDown]
    public async Task TearDown() => await _underTest.DisposeAsync();

    [Test]
    public async Task Reading_is_kept_with_what_is_written_once_a_second_and_never_by_a_look()
    {
        SqliteRetryStore store = _underTest.Open();
        await StoreUnderTest.AddAsync(store, SomeDelivery.Ordered());
        await StoreUnderTest.ClaimAsync(store);
        using var other = new OtherProcess(_underTest.FilePath);
        object? first = other.Read("SELECT clock_reading FROM file");
        object? version = other.Read("PRAGMA data_version");
        Assert.That(first, Is.EqualTo(Start.UtcTicks));

        _underTest.Time.Advance(TimeSpan.FromSeconds(15));
        Assert.That(await StoreUnderTest.ClaimAsync(store), Is.Empty);
        Assert.That(other.Read("PRAGMA data_version"), Is.EqualTo(version), "a look of an idle process writes nothing");

        await StoreUnderTest.AddAsync(store, SomeDelivery.New());
        Assert.That(other.Read("SELECT clock_reading FROM file"), Is.EqualTo(Start.AddSeconds(15).UtcTicks));
        _underTest.Time.Advance(TimeSpan.FromSeconds(1) - Tick);
        await StoreUnderTest.AddAsync(store, SomeDelivery.New());
        Assert.That(other.Read("SELECT clock_reading FROM file"), Is.EqualTo(Start.AddSeconds(15).UtcTicks), "within the second");
    }

    [Test]
    public async Task Reading_of_a_transaction_that_is_rolled_back_is_not_gone_on_from()
    {
        SqliteDatabase database = _underTest.OpenDatabase();
        SqliteRetryStore store = _underTest.On(database);
        await StoreUnderTest.AddAsync(store, SomeDelivery.New());
        _underTest.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(
            async () => await database.WriteAsync<bool>(_ => throw new InvalidOperationException("no"), 1, CancellationToken.None),
            Throws.TypeOf<RetryStoreException>().With.InnerException.TypeOf<InvalidOperationException>());

        Lease lease = (await StoreUnderTest.ClaimAsync(store)).Single();
        await store.SettleAsync([Settlement.Retry(lease, SomeDelivery.Failed, TimeSpan.FromMinutes(5))]);

        Assert.That((await store.FindAsync(lease.Delivery.EventId))!.DueAt, Is.EqualTo(Start.AddMinutes(6)));
    }

    [Test]
    public async Task File_that_was_put_back_keeps_the_time_also_when_the_process_ends_then()
    {
        SqliteDatabase first = _underTest.OpenDatabase();
        SqliteRetryStore store = _underTest.On(first);
        await StoreUnderTest.AddAsync(store, SomeDelivery.New());
        Assert.That(await StoreUnderTest.ClaimAsync(store), Has.Count.EqualTo(1));
        File.Delete(_underTest.FilePath);

        // The last transaction of the process puts the file back after its commit.
        await first.WriteAsync(static _ => true, weight: 1, CancellationToken.None);
        await first.DisposeAsync();
        _underTest.Time.Step(TimeSpan.FromHours(1));

        Assert.That(await StoreUnderTest.ClaimAsync(_underTest.Open()), Is.Empty, "the lease is live");
        _underTest.Time.Advance(StoreUnderTest.LeaseDuration);
        Assert.That(await StoreUnderTest.ClaimAsync(_underTest.Open()), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Processes_whose_clocks_have_nothing_in_common_take_no_live_lease_and_keep_the_wait([Values(-600, -86_400, 0)] int offsetInSeconds)
    {
        var hereTime = new FakeTimeProvider(Start);
        var thereTime = new FakeTimeProvider(Start.AddSeconds(offsetInSeconds));
        SqliteRetryStore here = _underTest.On(_underTest.OpenDatabase(time: hereTime));
        await StoreUnderTest.AddAsync(here, SomeDelivery.Many(40));
        Assert.That(await StoreUnderTest.ClaimAsync(here, limit: 20), Has.Count.EqualTo(20));

        SqliteRetryStore there = _underTest.On(_underTest.OpenDatabase(time: thereTime));
        IReadOnlyList<Lease> ofThere = await StoreUnderTest.ClaimAsync(there);
        Assert.That(ofThere, Has.Count.EqualTo(20), "the other twenty");
        Guid[] failed = [.. ofThere.Take(10).Select(lease => lease.Delivery.EventId)];
        await there.SettleAsync([.. ofThere.Take(10).Select(lease => Settlement.Retry(lease, SomeDelivery.Failed, TimeSpan.FromMinutes(5)))]);

        for (int second = 0; second < 119; second++)
        {
            hereTime.Advance(TimeSpan.FromSeconds(1));
            thereTime.Advance(TimeSpan.FromSeconds(1));
            Assert.That(await StoreUnderTest.ClaimAsync(here), Is.Empty);
            Assert.That(await StoreUnderTest.ClaimAsync(there), Is.Empty);
        }

        hereTime.Advance(TimeSpan.FromSeconds(1));
        thereTime.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await StoreUnderTest.ClaimAsync(there), Has.Count.EqualTo(30), "the leases have ended, and the ten that failed wait");
        hereTime.Advance(TimeSpan.FromMinutes(3) - Tick);
        thereTime.Advance(TimeSpan.FromMinutes(3) - Tick);
        Assert.That((await StoreUnderTest.ClaimIdsAsync(here)).Intersect(failed), Is.Empty, "what failed is not tried before its five minutes");
        hereTime.Advance(Tick);
        Assert.That((await StoreUnderTest.ClaimIdsAsync(here)).Intersect(failed), Has.Exactly(10).Items);
    }

    [Test]
    public async Task Start_of_the_machine_ends_no_wait_early_when_its_clock_is_behind()
    {
        SqliteDatabase first = _underTest.OpenDatabase();
        Lease lease = await FailOneAsync(_underTest.On(first));
        await first.DisposeAsync();

        var withoutClock = new SteppingTimeProvider(new DateTimeOffset(1970, 1, 1, 0, 0, 10, TimeSpan.Zero));
        SqliteRetryStore second = _underTest.On(_underTest.OpenDatabase(time: withoutClock));
        Assert.That(await StoreUnderTest.ClaimAsync(second), Is.Empty);
        withoutClock.Step(TimeSpan.FromDays(365 * 56));
        withoutClock.Advance(TimeSpan.FromMinutes(5) - Tick);
        Assert.That(await StoreUnderTest.ClaimAsync(second), Is.Empty, "the clock is set while it runs");

        withoutClock.Advance(Tick);
        Assert.That(await StoreUnderTest.ClaimIdsAsync(second), Is.EqualTo(new[] { lease.Delivery.EventId }));
    }

    [Test]
    public async Task Start_of_the_machine_counts_the_time_in_which_it_was_off()
    {
        SqliteDatabase first = _underTest.OpenDatabase();
        Lease lease = await FailOneAsync(_underTest.On(first));
        await first.DisposeAsync();

        var startedAnew = new SteppingTimeProvider(Start.AddDays(-30));
        startedAnew.Step(TimeSpan.FromDays(30) + TimeSpan.FromHours(8));

        Assert.That(await StoreUnderTest.ClaimIdsAsync(_underTest.On(_underTest.OpenDatabase(time: startedAnew))), Is.EqualTo(new[] { lease.Delivery.EventId }));
    }

    private static async Task<Lease> FailOneAsync(SqliteRetryStore store)
    {
        await StoreUnderTest.AddAsync(store, SomeDelivery.New());
        Lease lease = (await StoreUnderTest.ClaimAsync(store)).Single();
        await store.SettleAsync([Settlement.Retry(lease, SomeDelivery.Failed, TimeSpan.FromMinutes(5))]);
        return lease;
    }
}
