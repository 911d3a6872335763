using NUnit.Framework;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Contracts.Deliveries;

/// <summary>What leases must hold: they end, they are renewed, and only the current token counts.</summary>
/// <typeparam name="TFactory">The factory of the store.</typeparam>
public abstract class RetryStoreLeaseContract<TFactory> : RetryStoreFixture<TFactory>
    where TFactory : IRetryStoreFactory, new()
{
    [Test]
    public async Task Delivery_comes_back_when_its_lease_ends_without_an_attempt_being_counted()
    {
        await AddAsync(SomeDelivery.New());
        Lease first = await ClaimOneAsync();

        Time.Advance(LeaseDuration - TimeSpan.FromTicks(1));
        Assert.That(await ClaimAsync(), Is.Empty, "the lease still lasts");
        Time.Advance(TimeSpan.FromTicks(1));
        Lease second = await ClaimOneAsync();

        Assert.That(second.Token, Is.Not.EqualTo(first.Token));
        Assert.That(second.Delivery.FailedAttempts, Is.Zero);
        Assert.That(second.Delivery.AbandonedClaimCount, Is.Zero, "its attempt may never have begun");
        Assert.That((first.IsSuspect, second.IsSuspect), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task Stale_token_settles_nothing([Values] SettlementKind kind)
    {
        await AddAsync(SomeDelivery.New());
        Lease stale = await ClaimOneAsync();
        Time.Advance(LeaseDuration);
        Lease current = await ClaimOneAsync();

        IReadOnlyList<Settlement> dropped = await Store.SettleAsync([SettlementOf(kind, stale)]);

        Assert.That(dropped.Select(settlement => settlement.Token), Is.EqualTo(new[] { stale.Token }));
        Assert.That(await SettleAsync(Settlement.Delivered(current, SomeDelivery.Accepted)), Is.True, "the current one is untouched");
    }

    [Test]
    public async Task Token_settles_only_once([Values] SettlementKind kind)
    {
        await AddAsync(SomeDelivery.New());
        Lease lease = await ClaimOneAsync();

        Assert.That(await SettleAsync(SettlementOf(kind, lease)), Is.True);
        Assert.That(await SettleAsync(SettlementOf(kind, lease)), Is.False);
    }

    [Test]
    public async Task Token_nobody_gave_settles_nothing()
    {
        await AddAsync(SomeDelivery.New());
        Lease forged = await ClaimOneAsync() with { Token = Guid.NewGuid() };
        Lease empty = forged with { Token = Guid.Empty };

        Assert.That(await SettleAsync(Settlement.Delivered(forged, SomeDelivery.Accepted)), Is.False);
        Assert.That(await SettleAsync(Settlement.Delivered(empty, SomeDelivery.Accepted)), Is.False);
    }

    [Test]
    public async Task Lease_that_has_ended_still_settles_until_another_claim_takes_the_delivery()
    {
        await AddAsync(SomeDelivery.New());
        Lease lease = await ClaimOneAsync();
        Time.Advance(LeaseDuration * 3);

        Assert.That(await SettleAsync(Settlement.Delivered(lease, SomeDelivery.Accepted)), Is.True);
        Assert.That(await ClaimAsync(), Is.Empty);
    }

    [Test]
    public async Task Renewed_lease_lasts_its_duration_from_the_renewal()
    {
        await AddAsync(SomeDelivery.New());
        Lease lease = await ClaimOneAsync();
        Time.Advance(LeaseDuration - TimeSpan.FromSeconds(1));

        Lease? renewed = await Store.RenewAsync(lease, TimeSpan.FromMinutes(10));

        Assert.That(renewed, Is.Not.Null);
        Assert.That(renewed!.Token, Is.EqualTo(lease.Token));
        Assert.That(renewed.Duration, Is.EqualTo(TimeSpan.FromMinutes(10)));
        Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.That(await ClaimAsync(), Is.Empty);
        Time.Advance(TimeSpan.FromTicks(1));
        Assert.That(await ClaimAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Renewal_counts_once_for_each_lease_and_only_where_the_attempt_begins()
    {
        await AddAsync(SomeDelivery.New());
        Lease lease = await ClaimOneAsync();
        await Store.RenewAsync(lease, LeaseDuration);
        await Store.RenewAsync(lease, LeaseDuration);
        Time.Advance(LeaseDuration);
        lease = await ClaimOneAsync();
        Assert.That(lease.Delivery.AbandonedClaimCount, Is.Zero);

        await Store.RenewAsync(lease, LeaseDuration, begins: true);
        await Store.RenewAsync(lease, LeaseDuration, begins: true);
        await Store.RenewAsync(lease, LeaseDuration);
        Time.Advance(LeaseDuration + AbandonedClaims.HoldBack(1));

        Assert.That((await ClaimOneAsync()).Delivery.AbandonedClaimCount, Is.EqualTo(1));
    }

    [Test]
    public async Task Claim_whose_attempt_never_begins_is_neither_counted_nor_held_back()
    {
        await AddAsync(SomeDelivery.New());
        for (int claim = 0; claim < AbandonedClaims.Limit + 10; claim++)
        {
            Lease lease = await ClaimOneAsync();
            Assert.That(lease.Delivery.AbandonedClaimCount, Is.Zero, $"claim {claim}");
            Assert.That(lease.IsSuspect, Is.EqualTo(claim > 0), $"claim {claim}");
            Time.Advance(LeaseDuration);
        }
    }

    [Test]
    public async Task Claim_whose_attempt_never_begins_is_not_held_back_for_those_that_did()
    {
        await AddAsync(SomeDelivery.New());
        await AbandonAfterBeginningAsync(times: 3);
        Lease unbegun = await ClaimOneAsync();
        Assert.That(unbegun.Delivery.AbandonedClaimCount, Is.EqualTo(3));

        Time.Advance(LeaseDuration);

        Assert.That((await ClaimOneAsync()).Delivery.AbandonedClaimCount, Is.EqualTo(3));
    }

    [Test]
    public async Task Delivery_that_was_added_as_claimed_and_left_is_suspect()
    {
        Lease first = (await Store.AddAsync(new AddRequest { Claimed = [SomeDelivery.New()], LeaseDuration = LeaseDuration })).Single();
        Time.Advance(LeaseDuration);

        Assert.That((first.IsSuspect, (await ClaimOneAsync()).IsSuspect), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task Release_takes_back_only_what_its_own_lease_has_counted([Values] bool hasBegun)
    {
        await AddAsync(SomeDelivery.New());
        await AbandonAfterBeginningAsync(times: 4);
        Lease lease = await ClaimOneAsync();
        if (hasBegun)
        {
            await Store.RenewAsync(lease, LeaseDuration, begins: true);
        }

        await SettleAsync(Settlement.Released(lease));

        Lease next = await ClaimOneAsync();
        Assert.That((next.Delivery.AbandonedClaimCount, next.IsSuspect), Is.EqualTo((4, true)));
    }

    [Test]
    public async Task Delivery_that_was_left_once_stays_suspect_when_it_is_given_back()
    {
        await AddAsync(SomeDelivery.New());
        await ClaimOneAsync();
        Time.Advance(LeaseDuration);
        await SettleAsync(Settlement.Released(await ClaimOneAsync()));

        Assert.That((await ClaimOneAsync()).IsSuspect, Is.True);
    }

    [Test]
    public async Task Beginning_of_a_lease_that_another_claim_replaced_is_neither_granted_nor_counted()
    {
        await AddAsync(SomeDelivery.New());
        Lease stale = await ClaimOneAsync();
        Time.Advance(LeaseDuration);
        Lease current = await ClaimOneAsync();

        Assert.That(await Store.RenewAsync(stale, LeaseDuration, begins: true), Is.Null);

        await SettleAsync(Settlement.Released(current));
        Assert.That((await ClaimOneAsync()).Delivery.AbandonedClaimCount, Is.Zero);
    }

    [Test]
    public async Task Redelivered_one_has_no_abandoned_claims()
    {
        Delivery delivery = SomeDelivery.New();
        await AddAsync(delivery);
        await AbandonAfterBeginningAsync(times: 3);
        await SettleAsync(Settlement.Discarded(await ClaimOneAsync(), "enough"));

        await History.RedeliverAsync([delivery.EventId]);

        Lease lease = await ClaimOneAsync();
        Assert.That((lease.Delivery.AbandonedClaimCount, lease.IsSuspect), Is.EqualTo((0, false)));
    }

    [Test]
    public async Task Lease_that_another_claim_replaced_is_not_renewed()
    {
        await AddAsync(SomeDelivery.New());
        Lease stale = await ClaimOneAsync();
        Time.Advance(LeaseDuration);
        await ClaimOneAsync();

        Assert.That(await Store.RenewAsync(stale, LeaseDuration), Is.Null);
    }

    [Test]
    public async Task Settled_lease_is_not_renewed()
    {
        await AddAsync(SomeDelivery.New());
        Lease lease = await ClaimOneAsync();
        await SettleAsync(Settlement.Delivered(lease, SomeDelivery.Accepted));

        Assert.That(await Store.RenewAsync(lease, LeaseDuration), Is.Null);
    }

    [Test]
    public async Task Delivery_whose_claims_keep_ending_without_a_result_is_held_back_longer_each_time()
    {
        await AddAsync(SomeDelivery.New());
        for (int abandoned = 0; abandoned < 12; abandoned++)
        {
            Lease lease = await ClaimOneAsync();
            Assert.That(lease.Delivery.AbandonedClaimCount, Is.EqualTo(abandoned));
            await Store.RenewAsync(lease, LeaseDuration, begins: true);

            TimeSpan wait = LeaseDuration + AbandonedClaims.HoldBack(abandoned + 1);
            Time.Advance(wait - TimeSpan.FromTicks(1));
            Assert.That(await ClaimAsync(), Is.Empty, $"after {abandoned} abandoned claims, one tick early");
            Time.Advance(TimeSpan.FromTicks(1));
        }
    }

    [Test]
    public async Task Result_starts_the_count_of_abandoned_claims_anew()
    {
        await AddAsync(SomeDelivery.New());
        await AbandonAfterBeginningAsync(times: 2);
        Lease lease = await ClaimOneAsync();
        await Store.RenewAsync(lease, LeaseDuration, begins: true);
        await SettleAsync(SettlementOf(SettlementKind.Retry, lease));
        Time.Advance(TimeSpan.FromMinutes(5));

        lease = await ClaimOneAsync();
        Assert.That((lease.Delivery.AbandonedClaimCount, lease.IsSuspect), Is.EqualTo((0, false)));
    }

    private async Task AbandonAfterBeginningAsync(int times)
    {
        for (int abandoned = 1; abandoned <= times; abandoned++)
        {
            await Store.RenewAsync(await ClaimOneAsync(), LeaseDuration, begins: true);
            Time.Advance(LeaseDuration + AbandonedClaims.HoldBack(abandoned));
        }
    }

    private static Settlement SettlementOf(SettlementKind kind, Lease lease) => kind switch
    {
        SettlementKind.Delivered => Settlement.Delivered(lease, SomeDelivery.Accepted),
        SettlementKind.Retry => Settlement.Retry(lease, SomeDelivery.Failed, TimeSpan.FromMinutes(5)),
        SettlementKind.Discarded => Settlement.Discarded(lease, "ten attempts failed", SomeDelivery.Failed),
        _ => Settlement.Released(lease),
    };
}
