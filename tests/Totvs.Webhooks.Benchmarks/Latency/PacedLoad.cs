namespace Totvs.Webhooks.Benchmarks.Latency;

/// <summary>What an open-loop load came to.</summary>
/// <param name="Events">How many events were handed over.</param>
/// <param name="Started">The timestamp of its beginning.</param>
/// <param name="Ended">The timestamp at which one more event would have been due.</param>
/// <param name="Lateness">How much later than due the events were handed over.</param>
internal sealed record PacedLoad(int Events, long Started, long Ended, LatencyPercentiles Lateness);
