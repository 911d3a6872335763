using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace Totvs.Webhooks.Benchmarks.Matching;

/// <summary>Runs <see cref="MatchingBenchmarks"/> in this process: fewer moving parts, and the same for every contender.</summary>
internal static class MatchingCommand
{
    public static int Run()
    {
        IConfig config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance));
        BenchmarkRunner.Run<MatchingBenchmarks>(config);
        return 0;
    }
}
