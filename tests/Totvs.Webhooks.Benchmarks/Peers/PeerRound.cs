using Totvs.Webhooks.Benchmarks.Delivering;

namespace Totvs.Webhooks.Benchmarks.Peers;

/// <summary>Measures each peer once, beside our own stores of the same round.</summary>
internal static class PeerRound
{
    private const int FullRound = 100_000;

    /// <summary>
    /// How many callers enqueue at once: with as many as ours have, Wolverine was slower, and Hangfire not clearly faster.
    /// </summary>
    private const int Callers = 16;

    /// <summary>Without it the wait for a peer that loses an event would never end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly Func<Uri, IPeer>[] Peers =
    [
        receiver => new HangfireInMemory(receiver),
        receiver => new HangfireSqlite(receiver),
        receiver => new WolverineSqlite(receiver),
    ];

    /// <summary>Adds the figures of each peer.</summary>
    /// <param name="results">Where to add them.</param>
    /// <param name="receiver">Who gets the POSTs.</param>
    /// <param name="events">
    /// How many events our own stores take in this round; with fewer than 100,000 the peers take fewer in proportion.
    /// </param>
    /// <param name="raw">The rate of raw POSTs in this round.</param>
    /// <param name="report">Shows the progress.</param>
    /// <returns>The rate of each peer by its name.</returns>
    public static async Task<IReadOnlyDictionary<string, double>> MeasureAsync(
        BenchmarkResults results, ReceiverProcess receiver, int events, double raw, Action<string> report)
    {
        var rates = new Dictionary<string, double>();
        foreach (Func<Uri, IPeer> make in Peers)
        {
            await using IPeer peer = make(receiver.Url);
            report($"end to end, {peer.Name}");
            await peer.StartAsync();
            int count = Math.Max(1, (int)((long)peer.EventsPerRound * Math.Min(events, FullRound) / FullRound));
            await DeliverAsync(peer, receiver, Math.Max(1, count / 10));
            Throughput through = await Throughput.MeasureAsync(count, () => DeliverAsync(peer, receiver, count));
            results.Add($"peer-{peer.Name}", "deliveries/s", through.PerSecond, raw);
            results.Add($"peer-{peer.Name}-allocated", "bytes/delivery", through.BytesEach, null);
            results.Add($"peer-{peer.Name}-cpu", "us/delivery", through.CpuMicrosecondsEach, null);
            rates.Add(peer.Name, through.PerSecond);
        }

        return rates;
    }

    private static async Task DeliverAsync(IPeer peer, ReceiverProcess receiver, int events)
    {
        long before = await receiver.CountAsync();
        await peer.EnqueueAsync(events, Callers);
        await receiver.WhenReceivedAsync(before + events).WaitAsync(Patience);
    }
}
