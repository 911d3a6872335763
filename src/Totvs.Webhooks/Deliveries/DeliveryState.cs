namespace Totvs.Webhooks.Deliveries;

/// <summary>The states of a delivery.</summary>
public enum DeliveryState
{
    /// <summary>Pending: it is not claimed, whether it is due or not.</summary>
    Waiting = 0,

    /// <summary>A lease on it has not ended.</summary>
    Claimed = 1,

    /// <summary>A receiver answered with a status of the 2xx family.</summary>
    Delivered = 2,

    /// <summary>It ended without a status of the 2xx family.</summary>
    Discarded = 3,
}
