namespace Totvs.Webhooks.Benchmarks.Delivering;

/// <summary>The result of a run.</summary>
/// <param name="PerSecond">Deliveries a second, from the first publish until the last is answered and settled.</param>
/// <param name="BytesEach">Bytes allocated for each, in this process.</param>
/// <param name="CpuMicrosecondsEach">Processor time for each, in this process.</param>
internal sealed record Throughput(double PerSecond, double BytesEach, double CpuMicrosecondsEach)
{
    public static async Task<Throughput> MeasureAsync(int count, Func<Task> work)
    {
        GC.Collect();
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        await work();
        TimeSpan elapsed = System.Diagnostics.Stopwatch.GetElapsedTime(start);
        return new Throughput(
            count / elapsed.TotalSeconds,
            (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)count,
            (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / count);
    }
}
