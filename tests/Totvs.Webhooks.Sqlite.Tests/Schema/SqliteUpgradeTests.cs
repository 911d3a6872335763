using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Sqlite.Schema;
using Totvs.Webhooks.Sqlite.Tests.Support;

namespace Totvs.Webhooks.Sqlite.Tests.Schema;

/// <summary>Files that an earlier version of this package wrote, with rows in every state.</summary>
public sealed class SqliteUpgradeTests : StoreTest
{
    private const string Common = "workflow_id, created_at, created_offset, trigger_code, record_id, payload, failed_attempts";

    private const string CommonValues =
        "x'000000000000000000000000000000A1', 638000000000000000, -180, 'opportunity.won', 'record-1', x'7B7D'";

    private const string RowsOfVersionOne =
        $"""
        INSERT INTO deliveries (sequence, event_id, due_at, {Common})
        VALUES (2, x'00000000000000000000000000000002', 1, {CommonValues}, 3);
        """;

    private const string ClaimedOfVersionOne =
        $"""
        INSERT INTO deliveries (sequence, event_id, due_at, token, lease_ends_at, abandoned_claims, {Common})
        VALUES (3, x'00000000000000000000000000000003', 2, randomblob(16), 2, 4, {CommonValues}, 0);
        """;

    private const string DiscardedOfVersionOne =
        $"""
        INSERT INTO finished (sequence, event_id, is_delivered, finished_at, reason, {Common})
        VALUES (1, x'00000000000000000000000000000001', 0, 638000000000000000, 'enough', {CommonValues}, 10);
        """;

    private static readonly Guid Discarded = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Waiting = new("00000000-0000-0000-0000-000000000002");
    private static readonly Guid Abandoned = new("00000000-0000-0000-0000-000000000003");

    [SetUp]
    public async Task WriteVersionOneAsync()
    {
        SqliteDatabase old = UnderTest.OpenDatabase(schema: SqliteSchema.UpTo(version: 1));
        await StoreUnderTest.ExecuteAsync(old, RowsOfVersionOne, ClaimedOfVersionOne, DiscardedOfVersionOne);
        await old.DisposeAsync();
    }

    [Test]
    public async Task Deliveries_of_version_one_are_claimed_settled_and_found()
    {
        SqliteRetryStore store = UnderTest.Open();

        IReadOnlyList<Lease> leases = await StoreUnderTest.ClaimAsync(store);

        Assert.That(leases.Select(lease => lease.Delivery.EventId), Is.EqualTo(new[] { Waiting, Abandoned }));
        Assert.That(leases[0].Delivery.FailedAttempts, Is.EqualTo(3));
        Assert.That(leases[0].Delivery.CreatedAt.Offset, Is.EqualTo(TimeSpan.FromHours(-3)));
        Assert.That((leases[1].Delivery.AbandonedClaimCount, leases[1].IsSuspect), Is.EqualTo((4, true)));
        Assert.That(leases.Select(lease => lease.Delivery.IsOrdered), Is.All.False);
        Assert.That(await store.SettleAsync([.. leases.Select(lease => Settlement.Discarded(lease, "enough"))]), Is.Empty);
        Assert.That(await store.CountAsync(), Is.EqualTo(new DeliveryCounts(0, 0, 0, 3)));
        Assert.That((await store.FindAsync(Discarded))!.DiscardReason, Is.EqualTo("enough"));
    }

    [Test]
    public async Task Deliveries_of_version_one_hold_nothing_back_and_are_redelivered_at_once()
    {
        SqliteRetryStore store = UnderTest.Open();
        Delivery[] ordered = [SomeDelivery.Ordered(), SomeDelivery.Ordered()];
        await StoreUnderTest.AddAsync(store, ordered);

        Assert.That(await store.RedeliverAsync([Discarded]), Is.EqualTo(1));

        Assert.That(
            await StoreUnderTest.ClaimIdsAsync(store),
            Is.EquivalentTo(new[] { Discarded, Waiting, Abandoned, ordered[0].EventId }));
    }

    [Test]
    public async Task Ages_of_those_of_version_one_count_from_the_first_look_after_the_upgrade()
    {
        SqliteRetryStore store = UnderTest.Open();
        var request = new GiveUpRequest { Limit = 10, Age = TimeSpan.FromDays(3) };

        GiveUpResult first = await store.GiveUpAsync(request);
        UnderTest.Time.Advance(TimeSpan.FromDays(3) - TimeSpan.FromTicks(1));
        GiveUpResult early = await store.GiveUpAsync(request);
        UnderTest.Time.Advance(TimeSpan.FromTicks(1));
        GiveUpResult last = await store.GiveUpAsync(request);

        Assert.That((first.Ended.Count, first.NextIn), Is.EqualTo((0, TimeSpan.FromDays(3))));
        Assert.That((early.Ended.Count, early.NextIn), Is.EqualTo((0, TimeSpan.FromTicks(1))));
        Assert.That(last.Ended.Select(ended => ended.EventId), Is.EqualTo(new[] { Waiting, Abandoned }));
    }

    [Test]
    public async Task Younger_ones_behind_those_of_version_one_are_left()
    {
        SqliteRetryStore store = UnderTest.Open();
        var request = new GiveUpRequest { Limit = 10, Age = TimeSpan.FromDays(3) };
        await store.GiveUpAsync(request);
        UnderTest.Time.Advance(TimeSpan.FromDays(1));
        await StoreUnderTest.AddAsync(store, SomeDelivery.New());
        UnderTest.Time.Advance(TimeSpan.FromDays(2));

        GiveUpResult result = await store.GiveUpAsync(request);

        Assert.That((result.Ended.Count, result.NextIn), Is.EqualTo((2, TimeSpan.FromDays(1))));
    }
}
