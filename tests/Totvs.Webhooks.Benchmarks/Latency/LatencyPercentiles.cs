using System.Diagnostics;

namespace Totvs.Webhooks.Benchmarks.Latency;

/// <summary>Percentiles of durations by nearest rank, in milliseconds.</summary>
/// <param name="P50">Half of them took no longer.</param>
/// <param name="P95">95% of them took no longer.</param>
/// <param name="P99">99% of them took no longer.</param>
internal sealed record LatencyPercentiles(double P50, double P95, double P99)
{
    /// <param name="durations">The durations, in <see cref="Stopwatch"/> ticks.</param>
    public static LatencyPercentiles Of(IEnumerable<long> durations)
    {
        long[] sorted = [.. durations.Order()];
        return sorted.Length == 0
            ? new LatencyPercentiles(double.NaN, double.NaN, double.NaN)
            : new LatencyPercentiles(At(sorted, 0.50), At(sorted, 0.95), At(sorted, 0.99));
    }

    private static double At(long[] sorted, double share) =>
        Stopwatch.GetElapsedTime(0, sorted[(int)Math.Ceiling(share * sorted.Length) - 1]).TotalMilliseconds;
}
