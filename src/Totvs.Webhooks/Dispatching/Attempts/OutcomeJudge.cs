using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching.Lanes;

namespace Totvs.Webhooks.Dispatching.Attempts;

/// <summary>
/// Judges an outcome: which settlement follows from it, and what it says of the destination. It has no state and no clock.
/// </summary>
/// <param name="retry">The rules for failed deliveries.</param>
internal sealed class OutcomeJudge(RetryOptions retry)
{
    private const int Gone = 410;

    /// <summary>What the end of an attempt says of its destination.</summary>
    /// <param name="outcome">The outcome; <see langword="null"/> when no request was made.</param>
    public static LaneSignal SignalOf(DeliveryOutcome? outcome) => outcome?.Kind switch
    {
        DeliveryOutcomeKind.Status when outcome.StatusCode == Gone => LaneSignal.Gone,
        DeliveryOutcomeKind.Delivered or DeliveryOutcomeKind.Status => LaneSignal.Reachable,
        DeliveryOutcomeKind.ConnectTimeout or DeliveryOutcomeKind.ResponseTimeout
            or DeliveryOutcomeKind.ConnectionFailed or DeliveryOutcomeKind.NameResolution => LaneSignal.Unreachable,
        _ => LaneSignal.None,
    };

    /// <summary>The outcome of a sender that threw: a failed attempt, which says nothing of the destination.</summary>
    public static DeliveryOutcome SenderFault(Exception exception) => new()
    {
        Kind = DeliveryOutcomeKind.SenderFault,
        Description = $"The sender failed on this side: {exception.GetType().Name}. The log has the exception.",
    };

    /// <summary>The settlement of a delivery whose claims keep ending without a result: it may be what stops the process.</summary>
    /// <returns>The settlement; <see langword="null"/> when the delivery may be attempted.</returns>
    public static Settlement? JudgeAbandonedClaims(Lease lease) => lease.Delivery.AbandonedClaimCount < AbandonedClaims.Limit
        ? null
        : Settlement.Discarded(
            lease,
            $"{lease.Delivery.AbandonedClaimCount} claims in a row ended without a result after the attempt had begun: " +
            "it may be what stops the process.");

    /// <summary>The settlement that follows from an outcome.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="sinceClaim">The time since the claim.</param>
    /// <param name="random">From 0 to 1, for the jitter.</param>
    public Settlement Judge(Lease lease, DeliveryOutcome outcome, TimeSpan sinceClaim, double random)
    {
        if (outcome.IsDelivered)
        {
            return Settlement.Delivered(lease, outcome);
        }

        RetryDecision decision = RetrySchedule.Next(retry, lease.Delivery.FailedAttempts + 1, outcome, lease.Age + sinceClaim, random);
        return decision.Delay is { } delay
            ? Settlement.Retry(lease, outcome, delay)
            : Settlement.Discarded(lease, decision.DiscardReason!, outcome);
    }
}
