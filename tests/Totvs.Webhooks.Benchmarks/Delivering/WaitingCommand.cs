using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Benchmarks.Delivering;

/// <summary>
/// What a backlog costs: memory, file and rate of new deliveries with more and more of them waiting for a later retry in SQLite, and how
/// long a host that starts on such a file takes until its first new delivery is received.
/// </summary>
internal static class WaitingCommand
{
    private const int Concurrency = 64;
    private const int Batch = 1_000;

    /// <param name="levels">How many deliveries wait, ascending.</param>
    /// <param name="events">How many new ones a round delivers.</param>
    /// <param name="rounds">How many rounds at each level; the figures are medians.</param>
    public static async Task<int> RunAsync(IReadOnlyList<int> levels, int events, int rounds)
    {
        using ReceiverProcess receiver = await ReceiverProcess.StartAsync();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("totvs-webhooks-");
        var results = new BenchmarkResults("of the rate with none waiting");
        try
        {
            await GrowAsync(results, receiver, folder, [0, .. levels], events, rounds);
            await StartAsync(results, receiver, folder, levels[^1]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        results.Print();
        return 0;
    }

    private static async Task GrowAsync(
        BenchmarkResults results, ReceiverProcess receiver, DirectoryInfo folder, IReadOnlyList<int> levels, int events, int rounds)
    {
        await using Pipeline pipeline = Open(receiver, folder);
        await pipeline.StartAsync();
        await RateAsync(pipeline, receiver, events);
        int rows = 0;
        double none = 0;
        foreach (int level in levels)
        {
            await FillAsync(pipeline.Services.GetRequiredService<IRetryStore>(), rows, level);
            rows = level;
            var rates = new List<double>();
            for (int round = 0; round < rounds; round++)
            {
                rates.Add(await RateAsync(pipeline, receiver, events));
                Tell($"{level:N0} waiting: {rates[^1]:N0} new deliveries a second");
            }

            none = level == 0 ? rates.Order().ElementAt(rates.Count / 2) : none;
            rates.ForEach(rate => results.Add(Text($"waiting-{level}"), "deliveries/s", rate, none));
            results.Add(Text($"waiting-{level}-working-set"), "MB", WorkingSet(), null);
            results.Add(Text($"waiting-{level}-file"), "MB", pipeline.FileSize() / 1e6, null);
        }
    }

    /// <summary>Starts a host on the file, publishes at once, and waits until that is received.</summary>
    private static async Task StartAsync(BenchmarkResults results, ReceiverProcess receiver, DirectoryInfo folder, int rows)
    {
        long start = Stopwatch.GetTimestamp();
        await using Pipeline pipeline = Open(receiver, folder);
        await pipeline.StartAsync();
        TimeSpan started = Stopwatch.GetElapsedTime(start);
        await pipeline.DeliverAsync(receiver, 1, 1);
        results.Add(Text($"waiting-{rows}-start"), "ms", started.TotalMilliseconds, null);
        results.Add(Text($"waiting-{rows}-start-to-first-received"), "ms", Stopwatch.GetElapsedTime(start).TotalMilliseconds, null);
    }

    private static Pipeline Open(ReceiverProcess receiver, DirectoryInfo folder) => new(
        StoreChoice.SqliteFull,
        [SomeEvent.WorkflowTo(receiver.Url)],
        options =>
        {
            options.Dispatch.MaxConcurrentAttempts = Concurrency;
            options.Dispatch.MaxConcurrentAttemptsPerDestination = Concurrency;
        },
        folder: folder);

    /// <summary>Adds deliveries of another workflow, and settles each for a retry in a day.</summary>
    private static async Task FillAsync(IRetryStore store, int from, int until)
    {
        var workflow = new Guid("00000000-0000-0000-0000-0000000000ff");
        for (int added = from; added < until; added += Batch)
        {
            Delivery[] deliveries = [.. Enumerable.Range(added, Math.Min(Batch, until - added)).Select(number => new Delivery
            {
                EventId = Guid.CreateVersion7(),
                WorkflowId = workflow,
                TriggerCode = CrmTriggers.OpportunityLost.Code,
                RecordId = Text($"opportunity-{number}"),
                Payload = SomeEvent.Body,
                CreatedAt = DateTimeOffset.UtcNow,
            })];
            IReadOnlyList<Lease> leases = await store.AddAsync(
                new AddRequest { Claimed = deliveries, LeaseDuration = TimeSpan.FromMinutes(2) });
            await store.SettleAsync([.. leases.Select(lease => Settlement.Retry(lease, Failed, TimeSpan.FromDays(1)))]);
            if ((added + Batch) % 100_000 == 0)
            {
                Tell($"added {added + Batch:N0}");
            }
        }
    }

    private static DeliveryOutcome Failed { get; } =
        new() { Kind = DeliveryOutcomeKind.Status, StatusCode = 503, Description = "The receiver answered 503." };

    private static async Task<double> RateAsync(Pipeline pipeline, ReceiverProcess receiver, int events) =>
        (await Throughput.MeasureAsync(events, () => pipeline.DeliverAsync(receiver, events, Concurrency))).PerSecond;

    private static double WorkingSet()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Environment.WorkingSet / 1e6;
    }

    private static void Tell(FormattableString text) => Console.WriteLine(Text(text));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
