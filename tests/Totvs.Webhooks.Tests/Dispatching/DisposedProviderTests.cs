using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Deliveries.InMemory;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Dispatching;

/// <summary>A host that is disposed without a stop leaves nothing that goes on.</summary>
public sealed class DisposedProviderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TestClock _clock = default!;
    private FakeLogCollector _logs = default!;
    private ScriptedSender _sender = default!;
    private ObservedStore _store = default!;
    private InMemoryRetryStore _inner = default!;

    [SetUp]
    public void SetUp()
    {
        (_clock, _logs, _sender) = (new TestClock(), new FakeLogCollector(), new ScriptedSender());
        _inner = new InMemoryRetryStore(10_000, new RetentionOptions(), _clock);
        _store = new ObservedStore(_inner);
    }

    [Test]
    public async Task Loops_end_at_once_and_ask_a_disposed_store_nothing([Values] bool isAsync)
    {
        IHost host = await StartAsync();
        await _store.WhenCalledAsync(nameof(IRetryStore.GetTimeUntilDueAsync), 1);

        await DisposeAsync(host, isAsync);
        _store.Before = _ => throw Disposed();
        await AssertNothingGoesOnAsync();
    }

    [Test]
    public async Task Loop_that_waits_for_a_store_that_fails_ends([Values] bool isAsync)
    {
        _store.Before = method =>
        {
            if (method == nameof(IRetryStore.ClaimAsync))
            {
                throw new RetryStoreException("The store is away.", isTransient: true);
            }
        };
        Task pause = _clock.NextTimer(wait => wait == TimeSpan.FromSeconds(1));
        IHost host = await StartAsync();
        await pause;

        await DisposeAsync(host, isAsync);
        await AssertNothingGoesOnAsync();
    }

    [Test]
    public async Task Results_that_the_store_does_not_take_are_not_tried_for_ever([Values] bool isAsync)
    {
        IHost host = await StartAsync();
        _store.Before = method =>
        {
            if (method == nameof(IRetryStore.SettleAsync))
            {
                throw Disposed();
            }
        };
        Task pause = _clock.NextTimer(wait => wait == TimeSpan.FromSeconds(1));
        await host.Services.GetRequiredService<IWebhookPublisher>().PublishAsync(
            new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1"));
        await pause;

        await DisposeAsync(host, isAsync);
        await AssertNothingGoesOnAsync();
    }

    [Test]
    public async Task Attempt_under_way_is_broken_off_and_its_delivery_given_back()
    {
        _sender.Answer = async (_, token) =>
        {
            await new TaskCompletionSource().Task.WaitAsync(token);
            return SomeDelivery.Accepted;
        };
        IHost host = await StartAsync();
        await host.Services.GetRequiredService<IWebhookPublisher>().PublishAsync(
            new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1"));
        await _sender.WhenAskedAsync(1);

        await DisposeAsync(host, isAsync: true);

        DeliveryCounts counts = await _inner.CountAsync();
        Assert.That((counts.Waiting, counts.Claimed), Is.EqualTo((1L, 0L)));
        await AssertNothingGoesOnAsync();
    }

    [Test]
    public async Task Attempt_that_does_not_end_holds_up_nothing_and_its_late_result_goes_nowhere([Values] bool isAsync)
    {
        var answer = new TaskCompletionSource<DeliveryOutcome>();
        _sender.Answer = (_, _) => answer.Task;
        IHost host = await StartAsync();
        await host.Services.GetRequiredService<IWebhookPublisher>().PublishAsync(
            new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1"));
        await _sender.WhenAskedAsync(1);

        await DisposeAsync(host, isAsync);
        answer.SetResult(SomeDelivery.Accepted);
        await AssertNothingGoesOnAsync();
    }

    [Test]
    public async Task Event_that_is_kept_after_the_end_is_not_attempted([Values] bool isAsync)
    {
        var gate = new Gate();
        IHost host = await StartAsync();
        _store.AfterAddAsync = gate.PassRegardlessAsync;
        Task publishing = host.Services.GetRequiredService<IWebhookPublisher>().PublishAsync(
            new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1"));
        await gate.WhenReachedAsync();

        await DisposeAsync(host, isAsync);
        gate.Open();
        await publishing.WaitAsync(Patience);

        await AssertNothingGoesOnAsync();
        Assert.That(_sender.Requests, Is.Empty);
    }

    [Test]
    public async Task ProcessDueAsync_under_way_ends_when_the_provider_is_disposed()
    {
        _sender.Answer = async (_, token) =>
        {
            await new TaskCompletionSource().Task.WaitAsync(token);
            return SomeDelivery.Accepted;
        };
        IHost host = Build();
        await host.Services.GetRequiredService<IWebhookPublisher>().PublishAsync(
            new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1"));
        Task processing = host.Services.GetRequiredService<Totvs.Webhooks.Dispatching.IWebhookDispatcher>().ProcessDueAsync();
        await _sender.WhenAskedAsync(1);

        await DisposeAsync(host, isAsync: true);

        Assert.That(
            async () => await processing.WaitAsync(Patience),
            Throws.InstanceOf<OperationCanceledException>().Or.InstanceOf<ObjectDisposedException>());
        await AssertNothingGoesOnAsync();
    }

    private static ObjectDisposedException Disposed() => new("store");

    private static async Task DisposeAsync(IHost host, bool isAsync)
    {
        // The generic host always disposes asynchronously; other hosts dispose the provider as they like.
        if (isAsync)
        {
            await ((IAsyncDisposable)host).DisposeAsync().AsTask().WaitAsync(Patience);
        }
        else
        {
            await Task.Run(() => ((IDisposable)host.Services).Dispose()).WaitAsync(Patience);
        }
    }

    private async Task AssertNothingGoesOnAsync()
    {
        // What the end of the loops and of a broken-off attempt has to do is done when the pool has come round to it.
        for (int round = 0; round < 100; round++)
        {
            await Task.Yield();
            await Task.Run(() => { });
        }

        int calls = _store.TotalCalls;
        int entries = _logs.Count;
        for (int hour = 0; hour < 24; hour++)
        {
            _clock.Advance(TimeSpan.FromHours(1));
            await Task.Run(() => { });
        }

        Assert.That((_store.TotalCalls, _logs.Count), Is.EqualTo((calls, entries)));
    }

    private async Task<IHost> StartAsync()
    {
        IHost host = Build();
        await host.StartAsync();
        return host;
    }

    private IHost Build()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Debug).AddProvider(new FakeLoggerProvider(_logs));
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.AddSingleton<IWebhookSender>(_sender);
        builder.Services.AddSingleton<IRetryStore>(_store);
        builder.Services.AddTotvsWebhooks(webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        return builder.Build();
    }
}
