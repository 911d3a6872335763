using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace Totvs.Webhooks.Benchmarks;

/// <summary>Runs a class of benchmarks in this process: fewer moving parts, and the same for every contender.</summary>
internal static class InProcessBenchmarks
{
    public static int Run<T>()
    {
        IConfig config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance));
        return BenchmarkRunner.Run<T>(config).HasCriticalValidationErrors ? 1 : 0;
    }
}
