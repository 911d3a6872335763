using System.Globalization;
using Spectre.Console;
using Totvs.Webhooks.Benchmarks.Delivering;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Benchmarks.Latency;

/// <summary>
/// How long it takes from handing an event to the publisher until the receiver has all of its POST, at steady paces, beside raw
/// <see cref="HttpClient"/> POSTs at the same paces; percentiles, medians of several rounds. The library has its default limits.
/// </summary>
internal static class LatencyCommand
{
    private static readonly StoreChoice[] Stores = [StoreChoice.Memory, StoreChoice.SqliteFull, StoreChoice.SqliteNormal];
    private static readonly int[] Paces = [100, 1_000];

    public static async Task<int> RunAsync(int rounds, TimeSpan duration, bool warmsUp = true)
    {
        using TimedReceiverProcess receiver = await TimedReceiverProcess.StartAsync(1);
        var results = new BenchmarkResults();
        for (int round = warmsUp ? 0 : 1; round <= rounds; round++)
        {
            // The first round warms up, is short, and is thrown away.
            string name = round == 0 ? "warm-up" : string.Create(CultureInfo.InvariantCulture, $"round {round} of {rounds}");
            (BenchmarkResults into, TimeSpan length) = round == 0 ? (new BenchmarkResults(), TimeSpan.FromSeconds(1)) : (results, duration);
            await AnsiConsole.Status().StartAsync(
                name, status => RoundAsync(into, receiver, length, step => status.Status($"{name}: {step}")));
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{name} done[/]");
        }

        results.Print();
        return 0;
    }

    private static async Task RoundAsync(BenchmarkResults results, TimedReceiverProcess receiver, TimeSpan duration, Action<string> report)
    {
        Uri url = receiver.Destinations[0];
        foreach (int pace in Paces)
        {
            report(string.Create(CultureInfo.InvariantCulture, $"raw HttpClient, {pace}/s"));
            using var poster = new RawPoster();
            LatencyPercentiles raw = await MeasureAsync(
                results, "raw-http", receiver, pace, duration, sent => poster.PostAsync(url, sent), null);
            foreach (StoreChoice store in Stores)
            {
                report(string.Create(CultureInfo.InvariantCulture, $"{store.Name}, {pace}/s"));
                await using var pipeline = new Pipeline(store, [SomeEvent.WorkflowTo(url)]);
                await pipeline.StartAsync();
                await MeasureAsync(
                    results,
                    store.Name,
                    receiver,
                    pace,
                    duration,
                    sent => pipeline.PublishAsync(SomeEvent.HandedOver(CrmTriggers.OpportunityWon, sent)),
                    raw);
            }
        }
    }

    private static async Task<LatencyPercentiles> MeasureAsync(
        BenchmarkResults results,
        string what,
        TimedReceiverProcess receiver,
        int pace,
        TimeSpan duration,
        Func<long, Task> send,
        LatencyPercentiles? raw)
    {
        await LoadAsync(receiver, 500, TimeSpan.FromSeconds(1), send);
        GC.Collect();
        (PacedLoad load, Arrival[] arrivals) = await LoadAsync(receiver, pace, duration, send);
        LatencyPercentiles took = LatencyPercentiles.Of(arrivals.Select(arrival => arrival.Received - arrival.Sent));
        raw ??= took;
        string name = string.Create(CultureInfo.InvariantCulture, $"latency-{what}-{pace}");
        results.Add($"{name}-p50", "ms", took.P50, raw.P50);
        results.Add($"{name}-p95", "ms", took.P95, raw.P95);
        results.Add($"{name}-p99", "ms", took.P99, raw.P99);
        results.Add($"{name}-handed-over-late-p99", "ms", load.Lateness.P99, null);
        return took;
    }

    private static async Task<(PacedLoad Load, Arrival[] Arrivals)> LoadAsync(
        TimedReceiverProcess receiver, int pace, TimeSpan duration, Func<long, Task> send)
    {
        PacedLoad load = await OpenLoopPacer.RunAsync(pace, duration, (_, sent) => send(sent));
        await receiver.WhenReceivedAsync(load.Events, TimeSpan.FromMinutes(1));
        Arrival[] arrivals = await receiver.TakeArrivalsAsync();
        return arrivals.Length == load.Events
            ? (load, arrivals)
            : throw new InvalidOperationException($"{load.Events} events were published, but {arrivals.Length} arrived.");
    }
}
