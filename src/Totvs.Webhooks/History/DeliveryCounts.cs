namespace Totvs.Webhooks.History;

/// <summary>How many deliveries a store holds in each state.</summary>
/// <param name="Waiting">Those that wait.</param>
/// <param name="Claimed">Those that someone holds a lease on.</param>
/// <param name="Delivered">Those kept after a 2xx; few or none unless the retention options keep them.</param>
/// <param name="Discarded">Those kept after ending without a 2xx.</param>
public sealed record DeliveryCounts(long Waiting, long Claimed, long Delivered, long Discarded);
