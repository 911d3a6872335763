using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Tests.Support;

namespace Totvs.Webhooks.Sqlite.Tests.Schema;

/// <summary>
/// Files of an earlier version, which kept due times by the wall clock: it was ahead then, and was corrected before this version opens
/// them.
/// </summary>
public sealed class SqliteDueTimesUpgradeTests
{
    /// <summary>Takes away what version 3 has added, so that the rows are those of a file that version 2 wrote.</summary>
    private const string BackToVersionTwo =
        """
        ALTER TABLE file DROP COLUMN clock_reading;
        ALTER TABLE file DROP COLUMN clock_wall;
        ALTER TABLE file DROP COLUMN clock_timestamp;
        ALTER TABLE file DROP COLUMN ages_from;
        ALTER TABLE deliveries DROP COLUMN added_at;
        ALTER TABLE deliveries DROP COLUMN redelivered_at;
        ALTER TABLE deliveries DROP COLUMN claim_state;
        DROP TABLE absent_workflows;
        PRAGMA user_version = 2;
        """;

    private StoreUnderTest _underTest = default!;

    [SetUp]
    public void SetUp() => _underTest = new StoreUnderTest();

    [TearDown]
    public async Task TearDown() => await _underTest.DisposeAsync();

    [Test]
    public async Task What_is_due_later_than_any_wait_can_last_is_due_at_once([Values(1, 10, 24 * 365)] int hoursAhead)
    {
        Delivery[] waiting = SomeDelivery.Many(2);
        Delivery[] ordered = [SomeDelivery.Ordered(), SomeDelivery.Ordered()];
        Delivery[] claimed = SomeDelivery.Many(2);
        Delivery failing = SomeDelivery.New();
        await WriteWithVersionTwoAsync(TimeSpan.FromHours(hoursAhead), async old =>
        {
            await StoreUnderTest.AddAsync(old, failing);
            await old.SettleAsync([Settlement.Retry((await StoreUnderTest.ClaimAsync(old)).Single(), SomeDelivery.Failed, TimeSpan.FromMinutes(5))]);
            await StoreUnderTest.AddAsync(old, waiting);
            await StoreUnderTest.AddAsync(old, ordered);
            await old.AddAsync(new AddRequest { Claimed = claimed, LeaseDuration = StoreUnderTest.LeaseDuration });
        });

        SqliteRetryStore store = _underTest.Open();

        Guid[] due = await StoreUnderTest.ClaimIdsAsync(store);
        Assert.That(
            due,
            Is.EquivalentTo(new[] { failing.EventId, ordered[0].EventId }.Concat(waiting.Concat(claimed).Select(delivery => delivery.EventId))),
            "all but the one that is held back by an earlier one of its record");
        Assert.That((await store.FindAsync(ordered[1].EventId))!.DueAt, Is.Null);
    }

    [Test]
    public async Task What_can_wait_so_long_by_a_rule_goes_on_waiting()
    {
        Delivery[] deliveries = SomeDelivery.Many(3);
        DeliveryOutcome asked = SomeDelivery.Failed with { RetryAfter = TimeSpan.FromHours(20) };
        await WriteWithVersionTwoAsync(TimeSpan.Zero, async old =>
        {
            await StoreUnderTest.AddAsync(old, deliveries);
            IReadOnlyList<Lease> leases = await StoreUnderTest.ClaimAsync(old);
            await old.SettleAsync(
            [
                Settlement.Retry(leases[0], asked, TimeSpan.FromHours(20)),
                Settlement.Retry(leases[1], SomeDelivery.Failed, TimeSpan.FromMinutes(5.4)),
            ]);
        });

        SqliteRetryStore store = _underTest.Open();

        Assert.That(await StoreUnderTest.ClaimAsync(store), Is.Empty);
        _underTest.Time.Advance(StoreUnderTest.LeaseDuration);
        Assert.That(await StoreUnderTest.ClaimIdsAsync(store), Is.EqualTo(new[] { deliveries[2].EventId }), "the lease");
        _underTest.Time.Advance(TimeSpan.FromMinutes(3.4));
        Assert.That(await StoreUnderTest.ClaimIdsAsync(store), Is.EquivalentTo(new[] { deliveries[1].EventId, deliveries[2].EventId }), "the wait with its jitter");
        _underTest.Time.Advance(TimeSpan.FromHours(19));
        Assert.That((await StoreUnderTest.ClaimIdsAsync(store)), Has.No.Member(deliveries[0].EventId), "the wait that the receiver asked for");
    }

    [Test]
    public async Task Rules_of_the_host_say_what_the_longest_wait_is()
    {
        Delivery delivery = SomeDelivery.New();
        await WriteWithVersionTwoAsync(TimeSpan.Zero, async old =>
        {
            await StoreUnderTest.AddAsync(old, delivery);
            await old.SettleAsync([Settlement.Retry((await StoreUnderTest.ClaimAsync(old)).Single(), SomeDelivery.Failed, TimeSpan.FromHours(3))]);
        });
        var rules = new RetryOptions { Interval = TimeSpan.FromHours(2), Backoff = RetryBackoff.Exponential, Jitter = 0.5 };

        SqliteRetryStore store = _underTest.On(_underTest.OpenDatabase(longestWaits: new LongestWaits(rules, StoreUnderTest.LeaseDuration)));

        Assert.That(await StoreUnderTest.ClaimAsync(store), Is.Empty);
    }

    private async Task WriteWithVersionTwoAsync(TimeSpan ahead, Func<SqliteRetryStore, Task> write)
    {
        _underTest.Time.Step(ahead);
        SqliteDatabase old = _underTest.OpenDatabase();
        await write(_underTest.On(old));
        await old.DisposeAsync();
        using (var tool = new OtherProcess(_underTest.FilePath))
        {
            tool.Execute(BackToVersionTwo);
        }

        _underTest.Time.Step(-ahead);
    }
}
