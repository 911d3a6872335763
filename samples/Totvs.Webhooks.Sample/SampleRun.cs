using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spectre.Console;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Definitions;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Sample;

/// <summary>One run: read the events, start the application, publish, wait, count.</summary>
/// <param name="options">What the command line asks for.</param>
/// <param name="console">Where it is written.</param>
internal sealed class SampleRun(SampleOptions options, IAnsiConsole console)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    private readonly Ledger _ledger = new();
    private readonly RunReport _report = new(options, console);

    /// <summary>Runs the sample.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync()
    {
        await using LocalReceiver? receiver =
            options.Url is null ? await LocalReceiver.StartAsync(options.IsVerbose ? _report.Received : null) : null;
        using IHost host = WebhooksHost.Build(options, receiver);
        IDeliveryHistory history = host.Services.GetRequiredService<IDeliveryHistory>();

        EventFile file = EventFile.Read(options.EventsPath, host.Services.GetRequiredService<TriggerCatalog>().Find);
        IReadOnlyList<Workflow> workflows = WorkflowReader.ReadFile(options.WorkflowsPath);
        _report.Introduce(file, workflows, receiver);

        await TakeOverWaitingAsync(history);
        await host.StartAsync();

        // After an event is kept and before it is in the ledger, the store holds more than the ledger: nothing is counted then.
        using SemaphoreSlim counting = new(1);
        await ShowProgressAsync(PublishAndWaitAsync(file.Events, host.Services, counting), file.Events.Count, history, counting);
        // In good order: running attempts may finish, the rest is given back to the store.
        await host.StopAsync();

        IReadOnlyDictionary<Guid, Score> scores = await new Scoreboard(_ledger, history, receiver).CountAsync();
        return _report.Finish(file, workflows, scores, _ledger.Published);
    }

    private async Task TakeOverWaitingAsync(IDeliveryHistory history)
    {
        foreach (DeliveryState state in (DeliveryState[])[DeliveryState.Waiting, DeliveryState.Claimed])
        {
            string? next = null;
            do
            {
                DeliveryPage page = await history.SearchAsync(new DeliveryQuery { State = state, PageSize = 1000, Continuation = next });
                foreach (DeliveryRecord record in page.Deliveries)
                {
                    _ledger.AddFound(record.Delivery.EventId, record.Delivery.WorkflowId);
                }

                next = page.Next;
            }
            while (next is not null);
        }

        _report.Found(_ledger.Matched);
    }

    private async Task PublishAndWaitAsync(IReadOnlyList<SampleEvent> events, IServiceProvider services, SemaphoreSlim counting)
    {
        IWebhookPublisher publisher = services.GetRequiredService<IWebhookPublisher>();
        IDeliveryHistory history = services.GetRequiredService<IDeliveryHistory>();
        CancellationToken stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

        foreach (SampleEvent happening in events)
        {
            if (stopping.IsCancellationRequested || !await TryPublishAsync(publisher, happening, counting))
            {
                break;
            }
        }

        // An application would not wait: the dispatcher runs by itself as long as the host does.
        while (!stopping.IsCancellationRequested && await PendingAsync(history) > 0)
        {
            await Task.Delay(LookInterval, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TryPublishAsync(IWebhookPublisher publisher, SampleEvent happening, SemaphoreSlim counting)
    {
        await counting.WaitAsync();
        try
        {
            _ledger.AddPublished(await publisher.PublishAsync(happening.Event));
            return true;
        }
        catch (RetryStoreException failure)
        {
            // Nothing of this event was kept: an application would undo its own change, or try again.
            _report.NotPublished(happening, failure.Message);
            return false;
        }
        finally
        {
            counting.Release();
        }
    }

    private Task ShowProgressAsync(Task run, int events, IDeliveryHistory history, SemaphoreSlim counting)
    {
        bool isLive = console.Profile.Capabilities.Interactive && !options.IsVerbose;
        IRunProgress progress = isLive ? new LiveProgress(console) : new LineProgress(console);
        return progress.ShowAsync(run, () => LookAsync(events, history, counting));
    }

    private async Task<RunState> LookAsync(int events, IDeliveryHistory history, SemaphoreSlim counting)
    {
        await counting.WaitAsync();
        try
        {
            return new RunState(events, _ledger.Published, _ledger.Matched, await PendingAsync(history));
        }
        finally
        {
            counting.Release();
        }
    }

    private static async Task<int> PendingAsync(IDeliveryHistory history)
    {
        DeliveryCounts counts = await history.CountAsync();
        return (int)(counts.Waiting + counts.Claimed);
    }
}
