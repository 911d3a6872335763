namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>Where a claimed delivery has found a place.</summary>
internal enum ClaimedPlace
{
    /// <summary>Nowhere: it goes back to the store.</summary>
    None = 0,

    /// <summary>It has room, and begins now.</summary>
    Room = 1,

    /// <summary>It is kept ready until there is room.</summary>
    Ready = 2,
}
