namespace Totvs.Webhooks.History;

/// <summary>How many deliveries a store holds in each state.</summary>
/// <param name="Waiting">Deliveries that are pending.</param>
/// <param name="Claimed">Deliveries with a lease that has not ended.</param>
/// <param name="Delivered">Delivered ones that are kept; see <see cref="Deliveries.RetentionOptions"/>.</param>
/// <param name="Discarded">Discarded ones that are kept.</param>
public sealed record DeliveryCounts(long Waiting, long Claimed, long Delivered, long Discarded);
