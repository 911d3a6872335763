using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using RichardSzalay.MockHttp;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests;

/// <summary>As a host uses it: one registration, an event in, a request out, with nothing but the network replaced.</summary>
public sealed class EndToEndTests
{
    [Test]
    public async Task Event_in_webhook_out()
    {
        using var network = new MockHttpMessageHandler();
        string? body = null;
        network.Expect(HttpMethod.Post, "https://erp.example.com/hooks/crm")
            .WithHeaders("Authorization", "Bearer token-of-the-erp")
            .Respond(async request =>
            {
                body = await request.Content!.ReadAsStringAsync();
                return new HttpResponseMessage(HttpStatusCode.Accepted);
            });
        await using ServiceProvider provider = new ServiceCollection()
            .AddTotvsWebhooks(webhooks => webhooks
                .ConfigureHttpClient(client => client.ConfigurePrimaryHttpMessageHandler(() => network))
                .AddWorkflow(workflow => workflow
                    .Named("Large deals won")
                    .When(CrmTriggers.OpportunityWon)
                    .Where(opportunity => opportunity.Field("amount").IsAtLeast(10_000) & opportunity.Field("stage").ChangedTo("won"))
                    .PostTo("https://erp.example.com/hooks/crm")
                    .WithHeader("Authorization", "Bearer token-of-the-erp")))
            .BuildServiceProvider();
        IWebhookPublisher publisher = provider.GetRequiredService<IWebhookPublisher>();

        IReadOnlyList<PublishedEvent> small = await publisher.PublishAsync(Won(9_999.99m, "negotiation"));
        IReadOnlyList<PublishedEvent> unchanged = await publisher.PublishAsync(Won(20_000m, "won"));
        IReadOnlyList<PublishedEvent> large = await publisher.PublishAsync(Won(10_000.00m, "negotiation"));
        DispatchSummary summary = await provider.GetRequiredService<IWebhookDispatcher>().ProcessDueAsync();

        Assert.That((small.Count, unchanged.Count, large.Count), Is.EqualTo((0, 0, 1)));
        Assert.That(summary, Is.EqualTo(new DispatchSummary(1, 0, 0, 0)));
        network.VerifyNoOutstandingExpectation();
        Assert.That(JsonDocument.Parse(body!).RootElement.GetProperty("eventId").GetGuid(), Is.EqualTo(large.Single().EventId));
    }

    [Test]
    public async Task Generic_host_delivers_and_stops_in_good_order()
    {
        using var network = new MockHttpMessageHandler();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        network.When("*").Respond(_ =>
        {
            arrived.SetResult();
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        });
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddTotvsWebhooks(webhooks => webhooks
            .ConfigureHttpClient(client => client.ConfigurePrimaryHttpMessageHandler(() => network))
            .AddWorkflow(workflow => workflow.Named("All").When(CrmTriggers.OpportunityWon).PostTo("https://erp.example.com/hooks")));
        using IHost host = builder.Build();
        await host.StartAsync();

        await host.Services.GetRequiredService<IWebhookPublisher>().PublishAsync(
            new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1"));
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await host.StopAsync();

        DeliveryCounts counts = await host.Services.GetRequiredService<IDeliveryHistory>().CountAsync();
        Assert.That(counts, Is.EqualTo(new DeliveryCounts(0, 0, 0, 0)));
    }

    [Test]
    public async Task Logger_of_the_host_that_throws_holds_nothing_up()
    {
        var sender = new ScriptedSender();
        sender.AlwaysFail();
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddProvider(new ThrowingLoggers());
        builder.Services.AddSingleton<IWebhookSender>(sender);
        builder.Services.AddTotvsWebhooks(webhooks => webhooks
            .Configure(options => options.Dispatch.MaxConcurrentAttemptsPerDestination = 1)
            .AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        await using ServiceProvider provider = builder.Services.BuildServiceProvider();
        IHostedService[] services = [.. provider.GetServices<IHostedService>()];
        foreach (IHostedService service in services)
        {
            await service.StartAsync(CancellationToken.None);
        }

        await provider.GetRequiredService<IWebhookPublisher>().PublishAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1"));
        await provider.GetRequiredService<IWebhookPublisher>().PublishAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-2"));

        await sender.WhenAskedAsync(2);
        foreach (IHostedService service in services)
        {
            await service.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task What_a_person_has_redelivered_goes_at_once(CancellationToken cancellationToken)
    {
        var sender = new ScriptedSender();
        sender.AlwaysFail();
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton<IWebhookSender>(sender);
        builder.Services.AddTotvsWebhooks(webhooks => webhooks
            .Configure(options => options.Retry.MaxAttempts = 1)
            .AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        using IHost host = builder.Build();
        await host.StartAsync(cancellationToken);
        IReadOnlyList<PublishedEvent> published =
            await host.Services.GetRequiredService<IWebhookPublisher>().PublishAsync(
                new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1"),
                cancellationToken);
        await sender.WhenAskedAsync(1);
        IDeliveryHistory history = host.Services.GetRequiredService<IDeliveryHistory>();

        while (await history.RedeliverAsync([published.Single().EventId], cancellationToken) == 0)
        {
            // Its attempt was made, but is not settled yet.
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
        }

        await sender.WhenAskedAsync(2);
        await host.StopAsync(cancellationToken);
    }

    private static WorkflowEvent Won(decimal amount, string stageBefore) => new(CrmTriggers.OpportunityWon, Guid.NewGuid())
    {
        ExternalId = "0101 000123 01 C",
        Record = RecordJson.From(new Dictionary<string, object?> { ["amount"] = amount, ["stage"] = "won" }),
        PreviousRecord = RecordJson.From(new Dictionary<string, object?> { ["amount"] = amount, ["stage"] = stageBefore }),
    };

    private sealed class ThrowingLoggers : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            throw new IOException("The disk is full.");

        public void Dispose()
        {
        }
    }
}
