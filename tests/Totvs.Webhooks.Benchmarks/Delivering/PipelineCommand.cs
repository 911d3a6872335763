using System.Globalization;
using Spectre.Console;
using Totvs.Webhooks.Benchmarks.Peers;

namespace Totvs.Webhooks.Benchmarks.Delivering;

/// <summary>
/// Publishing and end-to-end rates of each store beside raw <see cref="HttpClient"/> POSTs and other libraries, all in one run, medians
/// of several rounds.
/// </summary>
internal static class PipelineCommand
{
    private const int Concurrency = 64;

    private static readonly StoreChoice[] Stores = [StoreChoice.Memory, StoreChoice.SqliteFull, StoreChoice.SqliteNormal];
    private static readonly int[] Callers = [1, 8, 64];

    /// <summary>Our stores beside those of others. Hangfire commits with synchronous FULL, Wolverine with NORMAL.</summary>
    private static readonly (StoreChoice Store, string Peer)[] Comparisons =
    [
        (StoreChoice.SqliteFull, "wolverine-sqlite"),
        (StoreChoice.SqliteFull, "hangfire-sqlite"),
        (StoreChoice.SqliteNormal, "wolverine-sqlite"),
    ];

    public static async Task<int> RunAsync(int rounds, int events, bool peers)
    {
        using ReceiverProcess receiver = await ReceiverProcess.StartAsync();
        var results = new BenchmarkResults();
        for (int round = 0; round <= rounds; round++)
        {
            // The first round warms up, and is thrown away.
            string name = round == 0 ? "warm-up" : string.Create(CultureInfo.InvariantCulture, $"round {round} of {rounds}");
            BenchmarkResults into = round == 0 ? new BenchmarkResults() : results;
            await AnsiConsole.Status().StartAsync(
                name, status => RoundAsync(into, receiver, events, peers, step => status.Status($"{name}: {step}")));
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{name} done[/]");
        }

        results.Print();
        return 0;
    }

    private static async Task RoundAsync(BenchmarkResults results, ReceiverProcess receiver, int events, bool peers, Action<string> report)
    {
        double lastRaw = 0;
        var rates = new Dictionary<string, double>();
        foreach (StoreChoice store in Stores)
        {
            // Right before each: the machine is not the same from one minute to the next, and so less from store to store.
            Throughput raw = await RawAsync(results, receiver, events, report);
            report($"end to end, {store.Name}");
            Throughput through = await EndToEndAsync(store, receiver, events);
            results.Add($"end-to-end-{store.Name}", "deliveries/s", through.PerSecond, raw.PerSecond);
            results.Add($"end-to-end-{store.Name}-allocated", "bytes/delivery", through.BytesEach, null);
            results.Add($"end-to-end-{store.Name}-cpu", "us/delivery", through.CpuMicrosecondsEach, null);
            rates.Add(store.Name, through.PerSecond);
            lastRaw = raw.PerSecond;
        }

        IReadOnlyDictionary<string, double> others = peers
            ? await PeerRound.MeasureAsync(results, receiver, events, lastRaw, report)
            : new Dictionary<string, double>();

        foreach (StoreChoice store in Stores)
        {
            foreach (int callers in Callers)
            {
                report($"publishing, {store.Name}, {callers} callers");
                double rate = await PublishingAsync(store, Math.Min(events, callers * 4_000), callers);
                results.Add(string.Create(CultureInfo.InvariantCulture, $"publish-{store.Name}-{callers}"), "events/s", rate, lastRaw);
            }
        }

        foreach ((StoreChoice store, string peer) in Comparisons)
        {
            if (others.TryGetValue(peer, out double rate))
            {
                results.Add($"{store.Name}-of-{peer}", "times", rates[store.Name] / rate, null);
            }
        }
    }

    private static async Task<Throughput> RawAsync(BenchmarkResults results, ReceiverProcess receiver, int events, Action<string> report)
    {
        report("raw HttpClient");
        Throughput raw = await RawHttp.MeasureAsync(receiver.Url, events, Concurrency);
        results.Add("raw-http", "posts/s", raw.PerSecond, raw.PerSecond);
        results.Add("raw-http-allocated", "bytes/post", raw.BytesEach, null);
        results.Add("raw-http-cpu", "us/post", raw.CpuMicrosecondsEach, null);
        return raw;
    }

    private static async Task<Throughput> EndToEndAsync(StoreChoice store, ReceiverProcess receiver, int events)
    {
        await using var pipeline = new Pipeline(store, receiver.Url, Concurrency);
        await pipeline.StartAsync();
        await pipeline.DeliverAsync(receiver, Concurrency * 20, Concurrency);
        return await Throughput.MeasureAsync(events, () => pipeline.DeliverAsync(receiver, events, Concurrency));
    }

    private static async Task<double> PublishingAsync(StoreChoice store, int events, int callers)
    {
        await using var pipeline = new Pipeline(store, new Uri("http://127.0.0.1:9/"), Concurrency);
        await pipeline.PublishAsync(callers * 10, callers);
        return (await Throughput.MeasureAsync(events, () => pipeline.PublishAsync(events, callers))).PerSecond;
    }
}
