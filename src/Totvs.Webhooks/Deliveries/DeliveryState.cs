namespace Totvs.Webhooks.Deliveries;

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>It waits until it is due, or for someone to claim it.</summary>
    Waiting = 0,

    /// <summary>Someone holds a lease on it.</summary>
    Claimed = 1,

    /// <summary>It was answered with 2xx.</summary>
    Delivered = 2,

    /// <summary>It ended without a 2xx.</summary>
    Discarded = 3,
}
