using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Sqlite.Tests.Support;

namespace Totvs.Webhooks.Sqlite.Tests;

/// <summary>Several processes on one file, each with a connection, a writer and a clock of its own.</summary>
public sealed class SqliteSharingTests
{
    private StoreUnderTest _underTest = default!;
    private SqliteRetryStore _here = default!;
    private SqliteRetryStore _there = default!;

    [SetUp]
    public void SetUp()
    {
        _underTest = new StoreUnderTest();
        _here = _underTest.Open(new SqliteOptions { BusyTimeout = TimeSpan.FromSeconds(60) });
        _there = _underTest.Open(new SqliteOptions { BusyTimeout = TimeSpan.FromSeconds(60) });
    }

    [TearDown]
    public async Task TearDown() => await _underTest.DisposeAsync();

    [Test]
    public void Store_says_that_others_may_use_it() => Assert.That(_here.IsShared, Is.True);

    [Test]
    public async Task What_one_adds_the_other_claims()
    {
        Delivery delivery = SomeDelivery.New();
        await StoreUnderTest.AddAsync(_here, delivery);

        Assert.That(await StoreUnderTest.ClaimIdsAsync(_there), Is.EqualTo(new[] { delivery.EventId }));
        Assert.That(await StoreUnderTest.ClaimIdsAsync(_here), Is.Empty);
    }

    [Test]
    public async Task Lease_that_ended_is_fenced_off_once_the_other_claimed()
    {
        await StoreUnderTest.AddAsync(_here, SomeDelivery.New());
        Lease stale = (await StoreUnderTest.ClaimAsync(_here))[0];
        _underTest.Time.Advance(StoreUnderTest.LeaseDuration);
        Lease current = (await StoreUnderTest.ClaimAsync(_there))[0];

        Assert.That(await _here.SettleAsync([Settlement.Delivered(stale, SomeDelivery.Accepted)]), Has.Count.EqualTo(1));
        Assert.That(await _here.RenewAsync(stale, StoreUnderTest.LeaseDuration), Is.Null);
        Assert.That(await _there.SettleAsync([Settlement.Delivered(current, SomeDelivery.Accepted)]), Is.Empty);
    }

    [Test]
    public async Task Claims_of_both_at_once_never_share_a_delivery_and_take_all()
    {
        Delivery[] deliveries = SomeDelivery.Many(600);
        await StoreUnderTest.AddAsync(_here, deliveries);

        IReadOnlyList<Lease>[] claims = await Task.WhenAll(Enumerable.Range(0, 60).Select(turn =>
            Task.Run(() => StoreUnderTest.ClaimAsync(turn % 2 == 0 ? _here : _there, limit: 10))));

        Assert.That(claims.SelectMany(leases => leases).Select(lease => lease.Delivery.EventId), Is.EquivalentTo(deliveries.Select(delivery => delivery.EventId)));
    }

    [Test]
    public async Task Adds_of_both_at_once_are_all_kept_in_one_order()
    {
        await Task.WhenAll(Enumerable.Range(0, 400).Select(turn =>
            Task.Run(() => StoreUnderTest.AddAsync(turn % 2 == 0 ? _here : _there, SomeDelivery.New()))));

        DeliveryPage page = await _here.SearchAsync(new DeliveryQuery { PageSize = 1_000 });
        Assert.That(page.Deliveries.Select(record => record.Delivery.EventId), Is.Unique.And.Exactly(400).Items);
    }

    [Test]
    public async Task Restart_finds_what_was_left()
    {
        SqliteDatabase first = _underTest.OpenDatabase();
        Delivery[] deliveries = SomeDelivery.Many(3);
        await StoreUnderTest.AddAsync(_underTest.On(first), deliveries);
        await first.DisposeAsync();

        Assert.That((await _here.CountAsync()).Waiting, Is.EqualTo(3));
        Assert.That(await StoreUnderTest.ClaimIdsAsync(_here), Is.EqualTo(deliveries.Select(delivery => delivery.EventId)));
    }
}
