using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Queue;
using Totvs.Webhooks.Sqlite.Tests.Support;

namespace Totvs.Webhooks.Sqlite.Tests.Queue;

/// <summary>What giving up does with the file: what it writes, and what other processes find.</summary>
public sealed class SqliteGiveUpTests
{
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    private StoreUnderTest _underTest = default!;

    [SetUp]
    public void SetUp() => _underTest = new StoreUnderTest();

    [TearDown]
    public async Task TearDown() => await _underTest.DisposeAsync();

    [Test]
    public async Task Look_that_finds_nothing_to_note_or_to_end_writes_nothing()
    {
        SqliteDatabase database = _underTest.OpenDatabase();
        SqliteRetryStore store = _underTest.On(database);
        await StoreUnderTest.AddAsync(store, SomeDelivery.New());
        await store.GiveUpAsync(Lacking(OneDay));
        long commits = database.CommitCount;

        await store.GiveUpAsync(Lacking(OneDay));
        await store.GiveUpAsync(new GiveUpRequest { Limit = 100, Age = OneDay });

        Assert.That(database.CommitCount, Is.EqualTo(commits));
    }

    [Test]
    public async Task Note_of_a_missing_workflow_outlives_the_process()
    {
        SqliteDatabase first = _underTest.OpenDatabase();
        await StoreUnderTest.AddAsync(_underTest.On(first), SomeDelivery.New());
        await _underTest.On(first).GiveUpAsync(Lacking(OneDay));
        await first.DisposeAsync();
        _underTest.Time.Advance(OneDay);

        GiveUpResult result = await _underTest.Open().GiveUpAsync(Lacking(OneDay));

        Assert.That(result.Ended, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Process_that_has_the_workflow_keeps_another_from_ending_its_deliveries()
    {
        SqliteRetryStore lacking = _underTest.Open();
        SqliteRetryStore having = _underTest.Open();
        await StoreUnderTest.AddAsync(having, SomeDelivery.New());
        for (int hour = 0; hour < 72; hour++)
        {
            Assert.That((await lacking.GiveUpAsync(Lacking(OneDay))).Ended, Is.Empty, $"hour {hour}");
            await having.GiveUpAsync(Lacking(OneDay) with { Workflows = new HashSet<Guid> { SomeDelivery.WorkflowId } });
            _underTest.Time.Advance(TimeSpan.FromHours(1));
        }
    }

    [Test]
    public async Task Both_of_two_processes_give_up_at_once_and_each_delivery_ends_once()
    {
        var options = new SqliteOptions { BusyTimeout = TimeSpan.FromSeconds(60) };
        SqliteRetryStore here = _underTest.Open(options);
        SqliteRetryStore there = _underTest.Open(options);
        await StoreUnderTest.AddAsync(here, SomeDelivery.Many(300));
        _underTest.Time.Advance(OneDay);

        GiveUpResult[] results = await Task.WhenAll(Enumerable.Range(0, 12).Select(turn => Task.Run(() =>
            (turn % 2 == 0 ? here : there).GiveUpAsync(new GiveUpRequest { Limit = 100, Age = OneDay }))));

        Assert.That(results.SelectMany(result => result.Ended).Select(ended => ended.EventId), Is.Unique);
        Assert.That((await here.CountAsync()).Discarded, Is.EqualTo(results.Sum(result => result.Ended.Count)));
    }

    [Test]
    public async Task What_was_put_back_after_its_file_was_deleted_keeps_its_age_and_its_count()
    {
        SqliteRetryStore store = _underTest.Open();
        Delivery suspect = SomeDelivery.New();
        await StoreUnderTest.AddAsync(store, suspect);
        await StoreUnderTest.ClaimAsync(store);
        _underTest.Time.Advance(StoreUnderTest.LeaseDuration);
        await store.RenewAsync((await StoreUnderTest.ClaimAsync(store)).Single(), StoreUnderTest.LeaseDuration, begins: true);
        _underTest.Time.Advance(StoreUnderTest.LeaseDuration + AbandonedClaims.HoldBack(1));
        File.Delete(_underTest.FilePath);
        await StoreUnderTest.AddAsync(store, SomeDelivery.New());

        Lease lease = (await StoreUnderTest.ClaimAsync(store)).Single(claimed => claimed.Delivery.EventId == suspect.EventId);

        Assert.That((lease.Delivery.AbandonedClaimCount, lease.IsSuspect), Is.EqualTo((1, true)));
        Assert.That(lease.Age, Is.EqualTo((StoreUnderTest.LeaseDuration * 2) + AbandonedClaims.HoldBack(1)));
    }

    [Test]
    public async Task Younger_delivery_that_took_the_number_of_one_that_ended_since_the_look_is_not_given_up()
    {
        SqliteDatabase database = _underTest.OpenDatabase();
        var store = new SqliteRetryStore(database, new RetentionOptions { DeliveredAge = TimeSpan.Zero, DiscardedAge = TimeSpan.Zero });
        await StoreUnderTest.AddAsync(store, SomeDelivery.New());
        _underTest.Time.Advance(OneDay);
        var request = new GiveUpRequest { Limit = 100, Age = OneDay };
        GiveUpPlan plan = await database.ReadAsync(
            connection => new GiveUpSearch(connection, request, database.Clock.Now.UtcTicks).Find(), CancellationToken.None);
        Lease lease = (await StoreUnderTest.ClaimAsync(store)).Single();
        await store.SettleAsync([Settlement.Delivered(lease, SomeDelivery.Accepted)]);
        Delivery younger = SomeDelivery.New();
        await StoreUnderTest.AddAsync(store, younger);

        IReadOnlyList<GivenUpDelivery> ended = await database.WriteAsync(
            session => GivingUp.Do(session, request, plan, new RetentionOptions()), weight: 1, CancellationToken.None);

        Assert.That(ended, Is.Empty);
        Assert.That(await StoreUnderTest.ClaimIdsAsync(store), Is.EqualTo(new[] { younger.EventId }));
    }

    [Test]
    public async Task Look_that_has_passed_over_many_rows_asks_for_a_rest_before_the_next()
    {
        SqliteDatabase database = _underTest.OpenDatabase();
        SqliteRetryStore store = _underTest.On(database);
        await StoreUnderTest.AddAsync(store, SomeDelivery.Many(2));
        await database.WriteAsync(
            session =>
            {
                session.Execute("UPDATE deliveries SET sequence = sequence + 300000");
                session.Execute(
                    "WITH RECURSIVE numbers (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 250000) " +
                    "INSERT INTO deliveries (sequence, event_id, workflow_id, due_at, failed_attempts, created_at, created_offset, trigger_code, record_id, payload, redelivered_at) " +
                    $"SELECT number, randomblob(16), x'A1', 0, 0, 0, 0, 'opportunity.won', 'record', x'', {_underTest.Time.GetUtcNow().AddDays(1).UtcTicks} FROM numbers");
                return true;
            },
            weight: 1,
            CancellationToken.None);
        _underTest.Time.Advance(OneDay);

        GiveUpResult result = await store.GiveUpAsync(new GiveUpRequest { Limit = 1, Age = OneDay });

        Assert.That((result.Ended.Count, result.NextIn), Is.EqualTo((1, TimeSpan.FromSeconds(2))), "though another is to be given up now");
    }

    private static GiveUpRequest Lacking(TimeSpan age) => new() { Limit = 100, Workflows = new HashSet<Guid>(), MissingWorkflowAge = age };
}
