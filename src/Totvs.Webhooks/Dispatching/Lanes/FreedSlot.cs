namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>What follows from a slot that was freed.</summary>
/// <param name="Next">A prefetched attempt that has taken a slot now; <see langword="null"/> when there is none.</param>
/// <param name="Released">Prefetched attempts of a lane that pauses: their deliveries go back to the store.</param>
/// <param name="Wakes">Whether the loop must look again.</param>
internal readonly record struct FreedSlot(Attempt? Next, IReadOnlyList<Attempt> Released, bool Wakes);
