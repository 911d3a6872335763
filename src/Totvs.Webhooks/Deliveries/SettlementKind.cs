namespace Totvs.Webhooks.Deliveries;

/// <summary>The ways a claim can end.</summary>
public enum SettlementKind
{
    /// <summary>A 2xx was seen: the delivery has ended.</summary>
    Delivered = 0,

    /// <summary>The attempt failed and counts; the delivery waits for its next one.</summary>
    Retry = 1,

    /// <summary>The delivery has ended without a 2xx; it is kept for a while, never retried by itself.</summary>
    Discarded = 2,

    /// <summary>No attempt is counted; the delivery is due again at once.</summary>
    Released = 3,
}
