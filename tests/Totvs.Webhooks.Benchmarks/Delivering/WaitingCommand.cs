using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Benchmarks.Delivering;

/// <summary>What a backlog costs: memory with so many deliveries waiting for a later retry, and the rate of new ones beside them.</summary>
internal static class WaitingCommand
{
    private const int Concurrency = 64;
    private const int Batch = 1_000;

    public static async Task<int> RunAsync(int rows, int events)
    {
        using ReceiverProcess receiver = await ReceiverProcess.StartAsync();
        await using var pipeline = new Pipeline(StoreChoice.SqliteFull, receiver.Url, Concurrency);
        await pipeline.StartAsync();
        await RateAsync(pipeline, receiver, events);
        double before = await RateAsync(pipeline, receiver, events);
        Tell($"waiting rows=0 working_set_mb={WorkingSet():N0} deliveries_per_s={before:N0}");

        await FillAsync(pipeline.Services.GetRequiredService<IRetryStore>(), rows);
        Tell($"waiting rows={rows} working_set_mb={WorkingSet():N0} file_mb={pipeline.FileSize() / 1e6:N0}");

        double after = await RateAsync(pipeline, receiver, events);
        Tell($"waiting rows={rows} working_set_mb={WorkingSet():N0} deliveries_per_s={after:N0} of_none={after / before:N2}");
        return 0;
    }

    /// <summary>Adds deliveries of another workflow, and settles each for a retry in an hour.</summary>
    private static async Task FillAsync(IRetryStore store, int rows)
    {
        Guid workflow = Guid.NewGuid();
        for (int added = 0; added < rows; added += Batch)
        {
            Delivery[] deliveries = [.. Enumerable.Range(added, Batch).Select(number => new Delivery
            {
                EventId = Guid.CreateVersion7(),
                WorkflowId = workflow,
                TriggerCode = CrmTriggers.OpportunityLost.Code,
                RecordId = string.Create(CultureInfo.InvariantCulture, $"opportunity-{number}"),
                Payload = SomeEvent.Body,
                CreatedAt = DateTimeOffset.UtcNow,
            })];
            IReadOnlyList<Lease> leases = await store.AddAsync(new AddRequest { Claimed = deliveries, LeaseDuration = TimeSpan.FromMinutes(2) });
            await store.SettleAsync([.. leases.Select(lease => Settlement.Retry(lease, Failed, TimeSpan.FromHours(1)))]);
            if ((added + Batch) % 100_000 == 0)
            {
                Tell($"added {added + Batch:N0}");
            }
        }
    }

    private static DeliveryOutcome Failed { get; } = new() { Kind = DeliveryOutcomeKind.Status, StatusCode = 503, Description = "The receiver answered 503." };

    private static async Task<double> RateAsync(Pipeline pipeline, ReceiverProcess receiver, int events) =>
        (await Throughput.MeasureAsync(events, () => pipeline.DeliverAsync(receiver, events, Concurrency))).PerSecond;

    private static double WorkingSet()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Environment.WorkingSet / 1e6;
    }

    private static void Tell(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
