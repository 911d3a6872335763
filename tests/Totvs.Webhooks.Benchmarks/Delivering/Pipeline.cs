using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Benchmarks.Delivering;

/// <summary>Our own library as a host wires it, in a folder of its own, with or without delivering.</summary>
internal sealed class Pipeline : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("totvs-webhooks-");
    private readonly IHost _host;

    public Pipeline(StoreChoice store, Uri receiver, int concurrency)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddTotvsWebhooks(webhooks =>
        {
            webhooks.Configure(options =>
            {
                options.Dispatch.MaxConcurrentAttempts = concurrency;
                options.Dispatch.MaxConcurrentAttemptsPerDestination = concurrency;
                options.Sending.AllowLoopback = true;
            });
            webhooks.AddWorkflow(SomeEvent.WorkflowTo(receiver));
            store.Use(webhooks, _folder.FullName);
        });
        _host = builder.Build();
    }

    public IServiceProvider Services => _host.Services;

    private IWebhookPublisher Publisher => Services.GetRequiredService<IWebhookPublisher>();

    private IDeliveryHistory History => Services.GetRequiredService<IDeliveryHistory>();

    public Task StartAsync() => _host.StartAsync();

    /// <summary>Publishes events one by one from so many callers at once.</summary>
    public async Task PublishAsync(int events, int callers)
    {
        int left = events;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await Publisher.PublishAsync(SomeEvent.New());
            }
        })));
    }

    /// <summary>How many deliveries are not finished.</summary>
    public async Task<long> CountAsync()
    {
        DeliveryCounts counts = await History.CountAsync();
        return counts.Waiting + counts.Claimed;
    }

    /// <summary>The size of what the store has written, in bytes.</summary>
    public long FileSize() => _folder.EnumerateFiles().Sum(file => file.Length);

    /// <summary>Waits until nothing is left, except what waited before.</summary>
    public async Task WhenAllDeliveredAsync(long except = 0)
    {
        DeliveryCounts counts;
        do
        {
            await Task.Delay(5);
            counts = await History.CountAsync();
        }
        while (counts.Waiting + counts.Claimed > except);

        if (counts.Discarded > 0)
        {
            throw new InvalidOperationException($"{counts.Discarded} deliveries were discarded: the figures would not mean anything.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
