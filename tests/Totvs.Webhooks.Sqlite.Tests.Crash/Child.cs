using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Sqlite.Tests.Crash;

/// <summary>The host that is killed: it publishes and delivers, and writes the ids of accepted events for its parent.</summary>
internal static class Child
{
    /// <summary>The line before the first call that needs the file.</summary>
    public const string Opening = "opening";

    /// <summary>The line after the last delivery has ended.</summary>
    public const string Drained = "drained";

    private const int PublisherCount = 4;

    /// <summary>Publishers pause while more than this waits, so that the drain at the end stays short.</summary>
    private const int LongestBacklog = 10_000;

    public static async Task<int> RunAsync(string file, Uri receiver, long epoch, ChildWork work)
    {
        using IHost host = Build(file, receiver, epoch);
        using var ending = new CancellationTokenSource();
        _ = EndWithParentAsync(ending);
        IDeliveryHistory history = host.Services.GetRequiredService<IDeliveryHistory>();
        Say(Opening);
        await history.CountAsync(ending.Token);
        await host.StartAsync(ending.Token);
        if (work == ChildWork.Drain)
        {
            await DrainAsync(history, ending.Token);
            await host.StopAsync(CancellationToken.None);
            return 0;
        }

        IWebhookPublisher publisher = host.Services.GetRequiredService<IWebhookPublisher>();
        var backlog = new Backlog();
        await Task.WhenAll(Enumerable.Range(0, PublisherCount)
            .Select(number => Task.Run(() => PublishAsync(publisher, number, backlog, ending.Token)))
            .Append(backlog.WatchAsync(history, LongestBacklog, ending.Token)));
        return 0;
    }

    private static IHost Build(string file, Uri receiver, long epoch)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddFilter(level => level >= LogLevel.Critical).AddConsole(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new HastyTimeProvider(epoch)));
        builder.Services.AddTotvsWebhooks(webhooks => webhooks
            .UseSqlite($"Data Source={file}")
            .Configure(options =>
            {
                options.Sending.AllowLoopback = true;

                // There is but one destination here.
                options.Dispatch.MaxConcurrentAttemptsPerDestination = options.Dispatch.MaxConcurrentAttempts;

                // Small, so that history is kept and purged all the time.
                options.Retention.DeliveredAge = TimeSpan.FromMinutes(1);
                options.Dispatch.PurgeInterval = TimeSpan.FromSeconds(10);
            })
            .AddWorkflow(workflow => workflow.Named("First on won").When(CrmTriggers.OpportunityWon).PostTo(receiver.ToString()))
            .AddWorkflow(workflow => workflow.Named("Second on won").When(CrmTriggers.OpportunityWon).PostTo(receiver.ToString()))
            .AddWorkflow(workflow => workflow.Named("On lost").When(CrmTriggers.OpportunityLost).PostTo(receiver.ToString())));
        return builder.Build();
    }

    private static async Task PublishAsync(IWebhookPublisher publisher, int number, Backlog backlog, CancellationToken cancellationToken)
    {
        for (int turn = 0; ; turn++)
        {
            await backlog.WaitForRoomAsync(cancellationToken);
            Trigger trigger = turn % 2 == 0 ? CrmTriggers.OpportunityWon : CrmTriggers.OpportunityLost;
            var workflowEvent = new WorkflowEvent(trigger, string.Create(CultureInfo.InvariantCulture, $"{number}-{turn}"));
            try
            {
                IReadOnlyList<PublishedEvent> published = await publisher.PublishAsync(workflowEvent, cancellationToken);

                // One write to the pipe: what is in it survives the kill.
                Say(string.Join('\n', published.Select(entry => entry.EventId)));
            }
            catch (RetryStoreException exception)
            {
                await Console.Error.WriteLineAsync(exception.Message);
            }
        }
    }

    private static async Task DrainAsync(IDeliveryHistory history, CancellationToken cancellationToken)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await pace.WaitForNextTickAsync(cancellationToken))
        {
            DeliveryCounts counts = await history.CountAsync(cancellationToken);
            Say($"left {counts.Waiting + counts.Claimed}");
            if (counts.Waiting + counts.Claimed == 0)
            {
                Say(Drained);
                return;
            }
        }
    }

    private static void Say(string lines) => Console.Out.WriteLine(lines);

    private static async Task EndWithParentAsync(CancellationTokenSource ending)
    {
        // Reading the console blocks, whatever the name of the method says.
        await Task.Run(Console.In.ReadToEnd);
        await ending.CancelAsync();
    }
}
