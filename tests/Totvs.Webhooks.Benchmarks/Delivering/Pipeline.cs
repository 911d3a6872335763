using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Benchmarks.Delivering;

/// <summary>Our own library as a host registers it, in a folder of its own, with or without delivering.</summary>
internal sealed class Pipeline : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly bool _ownsFolder;
    private readonly IHost _host;

    public Pipeline(StoreChoice store, Uri receiver, int concurrency)
        : this(store, SomeEvent.WorkflowTo(receiver), concurrency)
    {
    }

    public Pipeline(StoreChoice store, Workflow workflow, int concurrency)
        : this(store, [workflow], options =>
        {
            options.Dispatch.MaxConcurrentAttempts = concurrency;
            options.Dispatch.MaxConcurrentAttemptsPerDestination = concurrency;
        })
    {
    }

    /// <summary>A pipeline with the library's own limits.</summary>
    /// <param name="store">The store.</param>
    /// <param name="workflows">The workflows.</param>
    /// <param name="configure">Changes settings; loopback is allowed anyway.</param>
    /// <param name="replace">Changes the services once the library has added its own.</param>
    /// <param name="folder">Where the store is, and stays; by default a folder of its own that is deleted at the end.</param>
    public Pipeline(
        StoreChoice store,
        IReadOnlyList<Workflow> workflows,
        Action<TotvsWebhooksOptions>? configure = null,
        Action<IServiceCollection>? replace = null,
        DirectoryInfo? folder = null)
    {
        _ownsFolder = folder is null;
        _folder = folder ?? Directory.CreateTempSubdirectory("totvs-webhooks-");
        HostApplicationBuilder builder = QuietHost.CreateBuilder();
        builder.Services.AddTotvsWebhooks(webhooks =>
        {
            webhooks.Configure(options =>
            {
                options.Sending.AllowLoopback = true;
                configure?.Invoke(options);
            });
            foreach (Workflow workflow in workflows)
            {
                webhooks.AddWorkflow(workflow);
            }

            store.Use(webhooks, _folder.FullName);
        });
        replace?.Invoke(builder.Services);
        _host = builder.Build();
    }

    public IServiceProvider Services => _host.Services;

    private IWebhookPublisher Publisher => Services.GetRequiredService<IWebhookPublisher>();

    public Task StartAsync() => _host.StartAsync();

    public Task PublishAsync(params IReadOnlyCollection<WorkflowEvent> events) => Publisher.PublishAsync(events);

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

    /// <summary>The size of what the store has written, in bytes.</summary>
    public long FileSize() => _folder.EnumerateFiles().Sum(file => file.Length);

    /// <summary>Publishes events and waits until the receiver has each.</summary>
    public async Task DeliverAsync(ReceiverProcess receiver, int events, int callers)
    {
        long before = await receiver.CountAsync();
        await PublishAsync(events, callers);
        await receiver.WhenReceivedAsync(before + events);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        if (_ownsFolder)
        {
            _folder.Delete(recursive: true);
        }
    }
}
