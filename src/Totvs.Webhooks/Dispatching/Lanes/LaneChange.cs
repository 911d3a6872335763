namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>What follows from room that was given back.</summary>
/// <param name="MayClaim">Whether the store may hold deliveries that were waiting for it.</param>
/// <param name="Next">An attempt that was ready, and has room now; <see langword="null"/> when there is none.</param>
/// <param name="GivenUp">Attempts that are ready no more, since their lane is not well: their deliveries go back to the store.</param>
internal readonly record struct LaneChange(bool MayClaim, Attempt? Next, IReadOnlyList<Attempt> GivenUp);
