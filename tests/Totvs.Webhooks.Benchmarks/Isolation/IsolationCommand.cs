using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spectre.Console;
using Totvs.Webhooks.Benchmarks.Delivering;
using Totvs.Webhooks.Benchmarks.Latency;

namespace Totvs.Webhooks.Benchmarks.Isolation;

/// <summary>
/// What destinations that answer lose when others hang: ten destinations under a steady load, first all healthy, then one that takes
/// requests and never answers with many deliveries waiting for it, then five of those. The library has its default limits.
/// </summary>
internal static class IsolationCommand
{
    private static readonly int[] Hanging = [0, 1, 5];

    /// <param name="store">The store.</param>
    /// <param name="rate">Events a second for each destination.</param>
    /// <param name="length">How long each phase takes.</param>
    /// <param name="waiting">How many deliveries wait for each hanging destination.</param>
    public static async Task<int> RunAsync(StoreChoice store, int rate, TimeSpan length, int waiting)
    {
        using TimedReceiverProcess receiver = await TimedReceiverProcess.StartAsync(TenDestinations.Count);
        await using var pipeline = new Pipeline(store, TenDestinations.Workflows(receiver), replace: EndQuickly);
        await pipeline.StartAsync();
        var destinations = new TenDestinations(pipeline, receiver, rate);
        var results = new BenchmarkResults("of the phase before any hang");
        await AnsiConsole.Status().StartAsync("warm-up", _ => destinations.MeasureAsync(0, TimeSpan.FromSeconds(2), 0));
        IsolationPhase? before = null;
        foreach (int hanging in Hanging)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{hanging} of {TenDestinations.Count} hanging");
            IsolationPhase phase = await AnsiConsole.Status().StartAsync(name, _ => destinations.MeasureAsync(hanging, length, waiting));
            Console.WriteLine(phase.Text);
            before ??= phase;
            Add(results, hanging, phase, before);
        }

        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Store {store.Name}; the figures are of the {TenDestinations.AlwaysHealthy} destinations that stay healthy in all phases; " +
            $"ratios are to the phase before any destination hangs."));
        results.Print();
        return 0;
    }

    private static void Add(BenchmarkResults results, int hanging, IsolationPhase phase, IsolationPhase before)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{hanging}-hanging");
        results.Add($"isolation-healthy-throughput-{name}", "received/s", phase.PerSecond, before.PerSecond);
        results.Add($"isolation-healthy-p50-{name}", "ms", phase.AfterBacklog.P50, before.AfterBacklog.P50);
        results.Add($"isolation-healthy-p99-{name}", "ms", phase.AfterBacklog.P99, before.AfterBacklog.P99);
        results.Add($"isolation-healthy-p99-{name}-with-publishing-what-waits", "ms", phase.Latency.P99, before.Latency.P99);
    }

    /// <summary>The attempts that hang at the end are not waited for.</summary>
    private static void EndQuickly(IServiceCollection services) =>
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(1));
}
