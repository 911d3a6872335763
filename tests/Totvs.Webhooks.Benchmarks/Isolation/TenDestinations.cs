using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Totvs.Webhooks.Benchmarks.Delivering;
using Totvs.Webhooks.Benchmarks.Latency;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Benchmarks.Isolation;

/// <summary>
/// Ten destinations of one pipeline, each with a workflow and a trigger of its own; those that hang are always the first ones.
/// </summary>
/// <param name="pipeline">The pipeline.</param>
/// <param name="receiver">The receiver.</param>
/// <param name="rate">Events a second for each destination.</param>
internal sealed class TenDestinations(Pipeline pipeline, TimedReceiverProcess receiver, int rate)
{
    public const int Count = 10;
    public const int AlwaysHealthy = 5;

    private const int Batch = 1_000;

    private int _hanging;

    public static IReadOnlyList<Workflow> Workflows(TimedReceiverProcess receiver) =>
    [
        .. receiver.Destinations.Select((url, number) =>
            SomeEvent.WorkflowTo(url, CrmTriggers.All[number]) with { Name = $"Workflow {number}" }),
    ];

    /// <summary>Goes on with the steady load to all ten while the first so many hang.</summary>
    /// <param name="hanging">How many hang.</param>
    /// <param name="length">How long.</param>
    /// <param name="waiting">
    /// How many deliveries to publish at the beginning for each that hangs from now on, beside the steady load.
    /// </param>
    public async Task<IsolationPhase> MeasureAsync(int hanging, TimeSpan length, int waiting)
    {
        GC.Collect();
        await receiver.SilenceAsync(hanging);
        Task<PacedLoad> steady = OpenLoopPacer.RunAsync(rate * Count, length, (number, sent) => PublishAsync(number % Count, 1, sent));
        TimeSpan backlog = await PublishBacklogAsync(hanging, waiting);
        long backlogPublished = Stopwatch.GetTimestamp();
        PacedLoad load = await steady;
        DeliveryCounts held = await pipeline.Services.GetRequiredService<IDeliveryHistory>().CountAsync();

        await receiver.WhenReceivedAsync(load.Events / Count * (Count - hanging), TimeSpan.FromSeconds(30));
        Arrival[] arrivals = [.. (await receiver.TakeArrivalsAsync())
            .Where(arrival => arrival.Destination >= Count - AlwaysHealthy && arrival.Sent >= load.Started)];
        return new IsolationPhase(
            hanging,
            arrivals.Count(arrival => arrival.Received <= load.Ended) / Stopwatch.GetElapsedTime(load.Started, load.Ended).TotalSeconds,
            LatencyPercentiles.Of(arrivals.Select(arrival => arrival.Received - arrival.Sent)),
            LatencyPercentiles.Of(
                arrivals.Where(arrival => arrival.Sent >= backlogPublished).Select(arrival => arrival.Received - arrival.Sent)),
            (load.Events / Count * AlwaysHealthy) - arrivals.Length,
            load,
            backlog,
            held);
    }

    private async Task<TimeSpan> PublishBacklogAsync(int hanging, int waiting)
    {
        long start = Stopwatch.GetTimestamp();
        for (; _hanging < hanging; _hanging++)
        {
            for (int left = waiting; left > 0; left -= Batch)
            {
                await PublishAsync(_hanging, Math.Min(left, Batch), Stopwatch.GetTimestamp());
            }
        }

        return Stopwatch.GetElapsedTime(start);
    }

    private Task PublishAsync(int destination, int events, long sent) =>
        pipeline.PublishAsync([.. Enumerable.Repeat(SomeEvent.HandedOver(CrmTriggers.All[destination], sent), events)]);
}
