using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Benchmarks.Delivering;

/// <summary>Our own library as a host wires it, publishing with and without delivering.</summary>
internal static class Pipeline
{
    /// <summary>Events published a second by so many callers at once, with no dispatcher running.</summary>
    public static async Task<double> MeasurePublishingAsync(Action<TotvsWebhooksBuilder> useStore, int events, int callers)
    {
        using IHost host = Build(useStore, new Uri("http://127.0.0.1:9/"));
        IWebhookPublisher publisher = host.Services.GetRequiredService<IWebhookPublisher>();
        await PublishAsync(publisher, callers, callers);
        var watch = Stopwatch.StartNew();
        await PublishAsync(publisher, events, callers);
        double rate = events / watch.Elapsed.TotalSeconds;
        await DisposeAsync(host);
        return rate;
    }

    /// <summary>Events a second from the first publish until the last one is delivered.</summary>
    public static async Task<double> MeasureEndToEndAsync(Action<TotvsWebhooksBuilder> useStore, Uri receiver, int events, int callers)
    {
        using IHost host = Build(useStore, receiver);
        await host.StartAsync();
        IWebhookPublisher publisher = host.Services.GetRequiredService<IWebhookPublisher>();
        await PublishAsync(publisher, callers * 20, callers);
        await WhenAllDeliveredAsync(host);
        var watch = Stopwatch.StartNew();
        await PublishAsync(publisher, events, callers);
        await WhenAllDeliveredAsync(host);
        double rate = events / watch.Elapsed.TotalSeconds;
        await host.StopAsync();
        await DisposeAsync(host);
        return rate;
    }

    public static IHost Build(Action<TotvsWebhooksBuilder> useStore, Uri receiver)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddTotvsWebhooks(webhooks =>
        {
            webhooks.Configure(options =>
            {
                options.Dispatch.MaxConcurrentAttempts = 128;
                options.Dispatch.MaxConcurrentAttemptsPerDestination = 128;
                options.Sending.AllowLoopback = true;
            });
            webhooks.AddWorkflow(SomeEvent.WorkflowTo(receiver));
            useStore(webhooks);
        });
        return builder.Build();
    }

    private static async Task PublishAsync(IWebhookPublisher publisher, int events, int callers)
    {
        int left = events;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await publisher.PublishAsync(SomeEvent.New());
            }
        })));
    }

    private static async Task WhenAllDeliveredAsync(IHost host)
    {
        IDeliveryHistory history = host.Services.GetRequiredService<IDeliveryHistory>();
        DeliveryCounts counts;
        do
        {
            await Task.Delay(5);
            counts = await history.CountAsync();
        }
        while (counts.Waiting + counts.Claimed > 0);

        if (counts.Discarded > 0)
        {
            throw new InvalidOperationException($"{counts.Discarded} deliveries were discarded: the figures would not mean anything.");
        }
    }

    private static async Task DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}
