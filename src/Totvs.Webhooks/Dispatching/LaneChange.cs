namespace Totvs.Webhooks.Dispatching;

/// <summary>What follows from room that was given back.</summary>
/// <param name="MayClaim">Whether the store may hold deliveries that were waiting for it.</param>
/// <param name="Next">A delivery that begins now; <see langword="null"/> when none was ready.</param>
/// <param name="Slot">Its room.</param>
/// <param name="GivenUp">Deliveries that are ready no more, since their lane is not well: they go back to the store.</param>
internal readonly record struct LaneChange(bool MayClaim, ReadyDelivery? Next, AttemptSlot? Slot, IReadOnlyList<ReadyDelivery> GivenUp);
