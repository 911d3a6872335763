using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Dispatching;

/// <summary>A claimed delivery on its way through one attempt.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="ClaimedTimestamp">A monotonic timestamp from before the claim, to count the lease from.</param>
internal sealed record Attempt(Lease Lease, long ClaimedTimestamp);
