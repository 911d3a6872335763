using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Deliveries.InMemory;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Operations;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Support;

/// <summary>The whole library as a host registers it, on a fake clock, with a scripted sender and an observed in-memory store.</summary>
public sealed class WebhookTestBed : IAsyncDisposable
{
    private readonly ServiceProvider _provider;
    private bool _isStarted;

    public WebhookTestBed(Action<TotvsWebhooksBuilder>? configure = null)
    {
        InnerStore = new InMemoryRetryStore(10_000, new RetentionOptions(), Clock);
        Store = new ObservedStore(InnerStore);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(new FakeLoggerProvider(Logs)));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IWebhookSender>(Sender);
        services.AddSingleton<IRetryStore>(Store);
        services.AddSingleton<IDeliveryHistory>(InnerStore);
        services.AddTotvsWebhooks(webhooks =>
        {
            webhooks.Configure(options => options.Retry.Jitter = 0);
            configure?.Invoke(webhooks);
        });
        _provider = services.BuildServiceProvider();
    }

    public TestClock Clock { get; } = new();

    public FakeLogCollector Logs { get; } = new();

    public ScriptedSender Sender { get; } = new();

    public ObservedStore Store { get; }

    public IWebhookPublisher Publisher => _provider.GetRequiredService<IWebhookPublisher>();

    public IWebhookDispatcher Dispatcher => _provider.GetRequiredService<IWebhookDispatcher>();


    public IWorkflowStore Workflows => _provider.GetRequiredService<IWorkflowStore>();

    public IDeliveryHistory History => InnerStore;

    /// <summary>The read side as a host gets it: what it redelivers wakes the dispatcher.</summary>
    public IDeliveryHistory WakingHistory => new WakingDeliveryHistory(InnerStore, _provider.GetRequiredService<WebhookDispatcher>());

    public IServiceProvider Services => _provider;

    private InMemoryRetryStore InnerStore { get; }

    public static Workflow WorkflowTo(string url, string name = "Deals won", Trigger? trigger = null) => new()
    {
        Name = name,
        Trigger = trigger ?? CrmTriggers.OpportunityWon,
        Action = new WebhookAction { Url = new Uri(url) },
    };

    /// <summary>Starts the hosted services and waits until the dispatcher runs and has looked for something to do.</summary>
    public async Task StartAsync()
    {
        int looks = Store.CallsOf(nameof(IRetryStore.GetTimeUntilDueAsync));
        await StartOnlyAsync();
        await Store.WhenCalledAsync(nameof(IRetryStore.GetTimeUntilDueAsync), looks + 1);
    }

    /// <summary>Starts the hosted services.</summary>
    public async Task StartOnlyAsync()
    {
        _isStarted = true;
        foreach (IHostedService service in _provider.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }
    }

    /// <summary>How many deliveries wait, and how many are claimed.</summary>
    public async Task<(long Waiting, long Claimed)> CountAsync()
    {
        DeliveryCounts counts = await History.CountAsync();
        return (counts.Waiting, counts.Claimed);
    }

    public async Task StopAsync(CancellationToken stopNow = default)
    {
        _isStarted = false;
        foreach (IHostedService service in _provider.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(stopNow);
        }
    }

    /// <summary>
    /// A stop whose time is over before it begins, of something that does not end: the clock is moved past all that such a stop waits
    /// for.
    /// </summary>
    public async Task StopWithoutTimeAsync()
    {
        Task waiting = Clock.NextTimer(wait => wait == TimeSpan.FromSeconds(10));
        Task stopped = StopAsync(new CancellationToken(canceled: true));
        await waiting;
        Clock.Advance(TimeSpan.FromSeconds(10));
        await stopped.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        if (_isStarted)
        {
            using var now = new CancellationTokenSource();
            await now.CancelAsync();
            await StopAsync(now.Token);
        }

        await _provider.DisposeAsync();
    }
}
