namespace Totvs.Webhooks.Benchmarks.Latency;

/// <summary>
/// One POST that has arrived complete. Times are <see cref="System.Diagnostics.Stopwatch"/> timestamps, one clock for all processes of a
/// machine.
/// </summary>
/// <param name="Sent">When its event was handed over.</param>
/// <param name="Received">When the last byte of its body was read.</param>
/// <param name="Destination">The number of the destination it came to, the first being 0.</param>
internal readonly record struct Arrival(long Sent, long Received, int Destination);
