using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Totvs.Webhooks.Benchmarks.Delivering;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Benchmarks.Idle;

/// <summary>What a host costs that has delivered something and now has nothing to do, beside a host without the library.</summary>
internal static class IdleCommand
{
    private const int Deliveries = 100;

    private static readonly StoreChoice[] Stores = [StoreChoice.SqliteFull, StoreChoice.SqliteAlone, StoreChoice.Memory];

    public static async Task<int> RunAsync(TimeSpan duration)
    {
        using ReceiverProcess receiver = await ReceiverProcess.StartAsync();
        var results = new BenchmarkResults("of an empty host");
        IdleCost empty = await EmptyHostAsync(duration);
        Add(results, "empty-host", empty, empty);
        foreach (StoreChoice store in Stores)
        {
            await using var pipeline = new Pipeline(store, [SomeEvent.WorkflowTo(receiver.Url)], replace: CountingRetryStore.Wrap);
            await pipeline.StartAsync();
            await pipeline.DeliverAsync(receiver, Deliveries, 1);
            var counting = (CountingRetryStore)pipeline.Services.GetRequiredService<IRetryStore>();
            IdleCost cost = await MeasureAsync(
                store.Name, duration, () => Tell($"{store.Name}, store calls of {Deliveries} deliveries before", counting.TakeCalls()));
            IReadOnlyList<KeyValuePair<string, long>> calls = counting.TakeCalls();
            Tell($"{store.Name}, store calls while idle", calls);
            Add(results, store.Name, cost, empty);
            results.Add($"idle-{store.Name}-store-calls", "calls", calls.Sum(call => call.Value), null);
        }

        results.Print();
        return 0;
    }

    /// <summary>What the runtime and a host cost by themselves.</summary>
    private static async Task<IdleCost> EmptyHostAsync(TimeSpan duration)
    {
        HostApplicationBuilder builder = QuietHost.CreateBuilder();
        using IHost host = builder.Build();
        await host.StartAsync();
        IdleCost cost = await MeasureAsync("empty host", duration, () => { });
        await host.StopAsync();
        return cost;
    }

    /// <summary>
    /// Waits until what went before has settled, then measures. No progress is drawn, since that would be work of this process.
    /// </summary>
    private static async Task<IdleCost> MeasureAsync(string name, TimeSpan duration, Action settled)
    {
        await Task.Delay(TimeSpan.FromSeconds(3));
        settled();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: idle for {duration.TotalSeconds:N0} s"));
        return await IdleCost.MeasureAsync(duration);
    }

    private static void Add(BenchmarkResults results, string name, IdleCost cost, IdleCost empty)
    {
        results.Add($"idle-{name}-cpu", "% of a core", cost.CpuPercent, empty.CpuPercent);
        results.Add($"idle-{name}-allocated", "bytes", cost.Bytes, empty.Bytes);
    }

    private static void Tell(string what, IReadOnlyList<KeyValuePair<string, long>> calls)
    {
        string text = string.Join(", ", calls.Select(call => string.Create(CultureInfo.InvariantCulture, $"{call.Key} {call.Value:N0}")));
        Console.WriteLine($"{what}: {(text.Length == 0 ? "none" : text)}");
    }
}
