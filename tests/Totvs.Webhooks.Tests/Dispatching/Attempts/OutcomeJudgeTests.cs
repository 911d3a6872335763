using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching.Attempts;
using Totvs.Webhooks.Dispatching.Lanes;

namespace Totvs.Webhooks.Tests.Dispatching.Attempts;

public sealed class OutcomeJudgeTests
{
    private static readonly OutcomeJudge Judge = new(new RetryOptions { Jitter = 0.5 });

    [TestCase(DeliveryOutcomeKind.Delivered, 204, LaneSignal.Reachable)]
    [TestCase(DeliveryOutcomeKind.Status, 503, LaneSignal.Reachable)]
    [TestCase(DeliveryOutcomeKind.Status, 410, LaneSignal.Gone)]
    [TestCase(DeliveryOutcomeKind.ConnectTimeout, null, LaneSignal.Unreachable)]
    [TestCase(DeliveryOutcomeKind.ResponseTimeout, null, LaneSignal.Unreachable)]
    [TestCase(DeliveryOutcomeKind.ConnectionFailed, null, LaneSignal.Unreachable)]
    [TestCase(DeliveryOutcomeKind.NameResolution, null, LaneSignal.Unreachable)]
    [TestCase(DeliveryOutcomeKind.DestinationRefused, null, LaneSignal.None)]
    [TestCase(DeliveryOutcomeKind.WorkflowMissing, null, LaneSignal.None)]
    public void Outcome_says_whether_anybody_was_there(DeliveryOutcomeKind kind, int? status, object signal) =>
        Assert.That(OutcomeJudge.SignalOf(new DeliveryOutcome { Kind = kind, StatusCode = status, Description = "-" }), Is.EqualTo(signal));

    [Test]
    public void Delivered_outcome_settles_as_delivered()
    {
        Settlement settlement = Judge.Judge(LeaseAfter(failedAttempts: 9), SomeDelivery.Accepted, TimeSpan.Zero, random: 0);

        Assert.That((settlement.Kind, settlement.Outcome), Is.EqualTo((SettlementKind.Delivered, SomeDelivery.Accepted)));
    }

    [Test]
    public void Failed_outcome_is_tried_again_after_the_interval_and_the_jitter()
    {
        Settlement settlement = Judge.Judge(LeaseAfter(failedAttempts: 0), SomeDelivery.Failed, TimeSpan.Zero, random: 1);

        Assert.That((settlement.Kind, settlement.Delay), Is.EqualTo((SettlementKind.Retry, TimeSpan.FromMinutes(7.5))));
    }

    [Test]
    public void Tenth_failure_is_discarded_with_the_reason()
    {
        Settlement settlement = Judge.Judge(LeaseAfter(failedAttempts: 9), SomeDelivery.Failed, TimeSpan.Zero, random: 0);

        Assert.That((settlement.Kind, settlement.Outcome), Is.EqualTo((SettlementKind.Discarded, SomeDelivery.Failed)));
        Assert.That(settlement.Reason, Does.StartWith("10 attempts failed."));
    }

    [Test]
    public void Delivery_is_attempted_until_fifty_claims_in_a_row_were_abandoned([Values(49, 50)] int count)
    {
        Settlement? settlement = OutcomeJudge.JudgeAbandonedClaims(LeaseAfter(abandonedClaims: count));

        Assert.That(settlement?.Kind, Is.EqualTo(count < 50 ? null : (SettlementKind?)SettlementKind.Discarded));
    }

    private static Lease LeaseAfter(int failedAttempts = 0, int abandonedClaims = 0)
    {
        Delivery delivery = SomeDelivery.New() with { FailedAttempts = failedAttempts, AbandonedClaimCount = abandonedClaims };
        return new Lease(delivery, Guid.NewGuid(), TimeSpan.FromMinutes(2));
    }
}
