namespace Totvs.Webhooks.Dispatching;

/// <summary>What became of a round of attempts.</summary>
/// <param name="Delivered">Answered with 2xx.</param>
/// <param name="Retrying">Failed, and waiting for their next attempt.</param>
/// <param name="Discarded">Ended without a 2xx.</param>
/// <param name="Released">Given back without an attempt that counts.</param>
public sealed record DispatchSummary(int Delivered, int Retrying, int Discarded, int Released);
