namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>The place of a claimed delivery.</summary>
internal enum ClaimedPlace
{
    /// <summary>There is none: its lease is given back.</summary>
    None = 0,

    /// <summary>It has a slot, and begins now.</summary>
    Slot = 1,

    /// <summary>It is prefetched, and begins when a slot is freed.</summary>
    Prefetched = 2,
}
