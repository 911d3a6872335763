namespace Totvs.Webhooks.Deliveries;

/// <summary>The ways a claim can end.</summary>
public enum SettlementKind
{
    /// <summary>The receiver answered with a status of the 2xx family: the delivery has ended.</summary>
    Delivered = 0,

    /// <summary>The attempt failed and counts; the delivery is pending until its next one.</summary>
    Retry = 1,

    /// <summary>The delivery has ended without a status of the 2xx family; it is not retried unless it is redelivered.</summary>
    Discarded = 2,

    /// <summary>No attempt is counted; the delivery is due again at once.</summary>
    Released = 3,
}
