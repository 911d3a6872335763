using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Sqlite.Schema;
using Totvs.Webhooks.Sqlite.Tests.Support;

namespace Totvs.Webhooks.Sqlite.Tests.Schema;

/// <summary>Files that an earlier version of this package wrote, with rows in every state.</summary>
public sealed class SqliteUpgradeTests
{
    private const string RowsOfVersionOne =
        """
        INSERT INTO deliveries (sequence, event_id, workflow_id, due_at, failed_attempts, created_at, created_offset, trigger_code, record_id, payload)
        VALUES (2, x'00000000000000000000000000000002', x'000000000000000000000000000000A1', 1, 3, 638000000000000000, -180, 'opportunity.won', 'record-1', x'7B7D');
        """;

    private const string ClaimedOfVersionOne =
        """
        INSERT INTO deliveries (sequence, event_id, workflow_id, due_at, token, lease_ends_at, abandoned_claims, failed_attempts, created_at, created_offset, trigger_code, record_id, payload)
        VALUES (3, x'00000000000000000000000000000003', x'000000000000000000000000000000A1', 2, randomblob(16), 2, 4, 0, 638000000000000000, 0, 'opportunity.won', 'record-1', x'7B7D');
        """;

    private const string DiscardedOfVersionOne =
        """
        INSERT INTO finished (sequence, event_id, workflow_id, is_delivered, finished_at, reason, failed_attempts, created_at, created_offset, trigger_code, record_id, payload)
        VALUES (1, x'00000000000000000000000000000001', x'000000000000000000000000000000A1', 0, 638000000000000000, 'enough', 10, 638000000000000000, 0, 'opportunity.won', 'record-1', x'7B7D');
        """;

    private static readonly Guid Discarded = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Waiting = new("00000000-0000-0000-0000-000000000002");
    private static readonly Guid Abandoned = new("00000000-0000-0000-0000-000000000003");

    private StoreUnderTest _underTest = default!;

    [SetUp]
    public async Task SetUp()
    {
        _underTest = new StoreUnderTest();
        SqliteDatabase old = _underTest.OpenDatabase(schema: SqliteSchema.UpTo(version: 1));
        await old.WriteAsync(
            session =>
            {
                session.Execute(RowsOfVersionOne);
                session.Execute(ClaimedOfVersionOne);
                session.Execute(DiscardedOfVersionOne);
                return true;
            },
            weight: 3,
            CancellationToken.None);
        await old.DisposeAsync();
    }

    [TearDown]
    public async Task TearDown() => await _underTest.DisposeAsync();

    [Test]
    public async Task Deliveries_of_version_one_are_claimed_settled_and_found()
    {
        SqliteRetryStore store = _underTest.Open();

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
        SqliteRetryStore store = _underTest.Open();
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
        SqliteRetryStore store = _underTest.Open();
        var request = new GiveUpRequest { Limit = 10, Age = TimeSpan.FromDays(3) };

        GiveUpResult first = await store.GiveUpAsync(request);
        _underTest.Time.Advance(TimeSpan.FromDays(3) - TimeSpan.FromTicks(1));
        GiveUpResult early = await store.GiveUpAsync(request);
        _underTest.Time.Advance(TimeSpan.FromTicks(1));
        GiveUpResult last = await store.GiveUpAsync(request);

        Assert.That((first.Ended.Count, first.NextIn), Is.EqualTo((0, TimeSpan.FromDays(3))));
        Assert.That((early.Ended.Count, early.NextIn), Is.EqualTo((0, TimeSpan.FromTicks(1))));
        Assert.That(last.Ended.Select(ended => ended.EventId), Is.EqualTo(new[] { Waiting, Abandoned }));
    }

    [Test]
    public async Task Younger_ones_behind_those_of_version_one_are_left()
    {
        SqliteRetryStore store = _underTest.Open();
        var request = new GiveUpRequest { Limit = 10, Age = TimeSpan.FromDays(3) };
        await store.GiveUpAsync(request);
        _underTest.Time.Advance(TimeSpan.FromDays(1));
        await StoreUnderTest.AddAsync(store, SomeDelivery.New());
        _underTest.Time.Advance(TimeSpan.FromDays(2));

        GiveUpResult result = await store.GiveUpAsync(request);

        Assert.That((result.Ended.Count, result.NextIn), Is.EqualTo((2, TimeSpan.FromDays(1))));
    }
}
