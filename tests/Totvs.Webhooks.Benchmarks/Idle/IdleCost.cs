using System.Diagnostics;

namespace Totvs.Webhooks.Benchmarks.Idle;

/// <summary>What this process spent while nothing happened.</summary>
/// <param name="CpuPercent">Processor time, as a percentage of one core.</param>
/// <param name="Bytes">Bytes allocated.</param>
internal sealed record IdleCost(double CpuPercent, long Bytes)
{
    public static async Task<IdleCost> MeasureAsync(TimeSpan duration)
    {
        GC.Collect();
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        await Task.Delay(duration);
        TimeSpan spent = Environment.CpuUsage.TotalTime - cpu;
        return new IdleCost(spent / Stopwatch.GetElapsedTime(start) * 100, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }
}
