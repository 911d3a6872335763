using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;

namespace Totvs.Webhooks.Sample;

/// <summary>Finds the result of each delivery in the ledger.</summary>
/// <param name="ledger">The deliveries owed.</param>
/// <param name="history">The library's read side: what waits, what was discarded, how many attempts failed.</param>
/// <param name="receiver">
/// The local receiver, which decides what counts as delivered; <see langword="null"/> when everything went elsewhere.
/// </param>
internal sealed class Scoreboard(Ledger ledger, IDeliveryHistory history, LocalReceiver? receiver)
{
    /// <summary>The score of each workflow that matched, by its id.</summary>
    public async Task<IReadOnlyDictionary<Guid, Score>> CountAsync()
    {
        Dictionary<Guid, Score> scores = [];
        foreach ((Guid eventId, Guid workflowId) in ledger.Deliveries)
        {
            DeliveryRecord? record = await history.FindAsync(eventId);
            scores[workflowId] = scores.GetValueOrDefault(workflowId, Score.Zero) + ScoreOf(eventId, record);
        }

        return scores;
    }

    // Each delivery counts once. The receiver decides, not the sender, where there is one.
    private Score ScoreOf(Guid eventId, DeliveryRecord? record)
    {
        bool isDelivered = receiver is null ? record?.State == DeliveryState.Delivered : receiver.HasAccepted(eventId);
        bool isDiscarded = !isDelivered && record?.State == DeliveryState.Discarded;
        bool isPending = !isDelivered && record?.State is DeliveryState.Waiting or DeliveryState.Claimed;

        int attempts = (record?.Delivery.FailedAttempts ?? 0) + (isDelivered ? 1 : 0);
        return new Score(
            Matched: 1,
            Delivered: isDelivered ? 1 : 0,
            Retried: attempts > 1 ? 1 : 0,
            Discarded: isDiscarded ? 1 : 0,
            Pending: isPending ? 1 : 0);
    }
}
