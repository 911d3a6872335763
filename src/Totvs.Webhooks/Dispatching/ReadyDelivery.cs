using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Dispatching;

/// <summary>A delivery that was claimed ahead, and begins as soon as its lane has room.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="ClaimedTimestamp">A monotonic timestamp from before the claim.</param>
/// <param name="Route">Where it goes.</param>
internal sealed record ReadyDelivery(Lease Lease, long ClaimedTimestamp, Route Route);
