using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Definitions;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests;

/// <summary>The path and the query of a URL are secrets with many receivers: they go to the receiver, and nowhere else.</summary>
public sealed class UrlStaysInsideTests
{
    private const string Host = "https://hooks.example.com:8443";
    private const string Team = "T0123TEAM";
    private const string Token = "a1B2c3D4e5F6g7H8";
    private const string Signature = "sg-9Z8y7X6w5V";
    private const string Url = $"{Host}/services/{Team}/{Token}?sig={Signature}#part";

    private static readonly string[] Secrets = [Team, Token, Signature, "services/", "#part"];

    private static readonly Workflow Some = new()
    {
        Id = Guid.NewGuid(),
        Name = "Secretive",
        Trigger = CrmTriggers.OpportunityWon,
        Action = new WebhookAction { Url = new Uri(Url) },
    };

    [Test]
    public void Text_of_whatever_holds_a_URL_shows_scheme_host_and_port_only()
    {
        string[] texts =
        [
            Some.ToString(),
            Some.Action.ToString(),
            new WebhookRequest(Guid.NewGuid(), "{}"u8.ToArray(), Some.Action, 1).ToString(),
            new WorkflowMatch(Some, Some.Trigger).ToString(),
        ];

        Assert.That(texts, Is.All.Contains(Host));
        AssertNoSecretIn(string.Join('\n', texts));
    }

    [Test]
    public void Text_of_an_action_never_throws_whatever_its_URL_is(
        [
            Values(
                "/services/T0123TEAM/a1B2c3D4e5F6g7H8",
                "mailto:T0123TEAM@example.com",
                "file:///services/T0123TEAM",
                "https://user:T0123TEAM@hooks.example.com",
                "urn:T0123TEAM"),
        ] string url) =>
        AssertNoSecretIn(new WebhookAction { Url = new Uri(url, url[0] == '/' ? UriKind.Relative : UriKind.Absolute) }.ToString());

    [Test]
    public void Text_of_an_action_without_a_URL_never_throws() =>
        Assert.That(() => new WebhookAction { Url = null!, Headers = null!, SigningSecrets = null! }.ToString(), Throws.Nothing);

    [Test]
    public void Masked_export_shows_scheme_host_and_port_only()
    {
        string text = Encoding.UTF8.GetString(WorkflowWriter.Write([Some]));

        Assert.That(text, Does.Contain($"\"{Host}/***\""));
        AssertNoSecretIn(text);
    }

    [Test]
    public void Export_with_secrets_holds_the_URL_as_it_was_written() =>
        Assert.That(Encoding.UTF8.GetString(WorkflowWriter.Write([Some], includeSecrets: true)), Does.Contain($"\"{Url}\""));

    [TestCase("https://erp.example.com")]
    [TestCase("https://erp.example.com/")]
    [TestCase("http://erp.example.com:8080")]
    public void URL_without_path_and_query_hides_nothing(string url)
    {
        byte[] text = WorkflowWriter.Write([Some with { Action = new WebhookAction { Url = new Uri(url) } }]);

        Assert.That(WorkflowReader.Read(text).Single().Action.Url, Is.EqualTo(new Uri(url)));
    }

    [Test]
    public void URL_that_was_masked_is_refused_when_it_is_read_with_the_remedy() =>
        Assert.That(
            () => WorkflowReader.Read(WorkflowWriter.Write([Some])),
            Throws.TypeOf<WorkflowDefinitionException>().With.Message.Contains(
                "webhook.url").And.Message.Contains("was masked").And.Message.Contains("put the true URL in its place"));

    [Test]
    public async Task URL_that_was_masked_is_refused_when_it_is_saved()
    {
        await using var bed = new WebhookTestBed();

        Assert.That(
            async () =>
                await bed.Workflows.SaveAsync(Some with { Action = new WebhookAction { Url = new Uri("https://hooks.example.com/***") } }),
            Throws.TypeOf<WorkflowDefinitionException>().With.Message.Contains("was masked"));
    }

    [Test]
    public async Task Preview_shows_scheme_host_and_port_only()
    {
        await using var bed = new WebhookTestBed(webhooks => webhooks.AddWorkflow(Some));

        WebhookPreview preview = (await bed.Publisher.PreviewAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, "1"))).Single();

        Assert.That(preview.Url, Is.EqualTo(new Uri($"{Host}/***")));
        AssertNoSecretIn($"{preview} {preview.Url.OriginalString} {preview.Workflow}");
    }

    [TestCase("/services/T0123TEAM/a1B2c3D4e5F6g7H8?sig=sg-9Z8y7X6w5V")]
    [TestCase("hooks.example.com/services/T0123TEAM/a1B2c3D4e5F6g7H8")]
    [TestCase("https://[services/T0123TEAM/a1B2c3D4e5F6g7H8")]
    [TestCase("https:///services/T0123TEAM/a1B2c3D4e5F6g7H8")]
    [TestCase("ftp://hooks.example.com/services/T0123TEAM/a1B2c3D4e5F6g7H8")]
    [TestCase("https://T0123TEAM:a1B2c3D4e5F6g7H8@hooks.example.com/services/")]
    [TestCase("file:///services/T0123TEAM/a1B2c3D4e5F6g7H8")]
    public void Fault_of_a_URL_does_not_repeat_it(string url)
    {
        string definition = JsonSerializer.Serialize(
            new { workflows = new[] { new { name = "A", trigger = "opportunity.won", webhook = new { url } } } });
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [
                KeyValuePair.Create("0:name", (string?)"A"),
                KeyValuePair.Create("0:trigger", (string?)"opportunity.won"),
                KeyValuePair.Create("0:webhook:url", (string?)url),
            ]).Build();
        Action[] ways =
        [
            () => WorkflowReader.Read(Encoding.UTF8.GetBytes(definition)),
            () => new ServiceCollection().AddTotvsWebhooks(webhooks => webhooks.AddWorkflows(configuration)),
            () => new WorkflowBuilder().Named("A").When(CrmTriggers.OpportunityWon).PostTo(url).Build(),
        ];

        foreach (Action way in ways)
        {
            Exception? exception = Assert.Catch(way);
            AssertNoSecretIn(exception!.ToString());
        }
    }

    [TestCase("text/plain", "Cannot POST {0}")]
    [TestCase("text/html", "<pre>Cannot POST {0}</pre>")]
    [TestCase("application/json", "{\"path\":\"{0}\"}")]
    public async Task Neither_the_record_nor_a_log_shows_them_when_the_receiver_echoes_them(string contentType, string body)
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync(async (context, request) =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            context.Response.ContentType = contentType;
            await context.Response.WriteAsync(
                body.Replace("{0}", $"{context.Request.Path}{context.Request.QueryString}", StringComparison.Ordinal));
        });
        var logs = new FakeLogCollector();
        await using ServiceProvider provider = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(logs)))
            .AddTotvsWebhooks(webhooks => webhooks
                .Configure(options => options.Sending.AllowLoopback = true)
                .AddWorkflow(Some with { Action = new WebhookAction { Url = new Uri(receiver.Url, new Uri(Url).PathAndQuery) } }))
            .BuildServiceProvider();

        await provider.GetRequiredService<IWebhookPublisher>().PublishAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, "1"));
        await provider.GetRequiredService<IWebhookDispatcher>().ProcessDueAsync();

        DeliveryRecord record = (
            await provider.GetRequiredService<IDeliveryHistory>().SearchAsync(new DeliveryQuery())).Deliveries.Single();
        Assert.That(record.LastOutcome!.BodyExcerpt, Does.Contain("***"));
        AssertNoSecretIn($"{record} {record.LastOutcome.BodyExcerpt} {record.LastOutcome.Description}");
        AssertNoSecretIn(
            string.Join(
                '\n',
                logs.GetSnapshot().Select(log => $"{log.Message} {log.Exception} {string.Join(' ', log.StructuredState ?? [])}")));
    }

    [Test]
    public async Task Reload_with_a_faulty_URL_does_not_log_it()
    {
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                [
                    KeyValuePair.Create("0:name", (string?)"A"),
                    KeyValuePair.Create("0:trigger", (string?)"opportunity.won"),
                    KeyValuePair.Create("0:webhook:url", (string?)Url),
                ])
            .Build();
        await using var bed = new WebhookTestBed(webhooks => webhooks.AddWorkflows(configuration));
        await bed.Publisher.PreviewAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, "1"));

        configuration["0:webhook:url"] = new Uri(Url).PathAndQuery;
        configuration.Reload();

        FakeLogRecord refused = bed.Logs.GetSnapshot().Single(log => log.Level == LogLevel.Error);
        Assert.That(refused.Message, Does.Contain("webhook:url"));
        AssertNoSecretIn(
            string.Join(
                '\n',
                bed.Logs.GetSnapshot().Select(log => $"{log.Message} {log.Exception} {string.Join(' ', log.StructuredState ?? [])}")));
    }

    [Test]
    public async Task Exception_of_a_handler_of_the_host_that_names_the_URL_is_logged_without_it()
    {
        var logs = new FakeLogCollector();
        await using ServiceProvider provider = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(logs)))
            .AddTotvsWebhooks(webhooks => webhooks
                .AddWorkflow(Some)
                .ConfigureHttpClient(client => client.AddHttpMessageHandler(() => new ThrowingHandler())))
            .BuildServiceProvider();

        await AssertThatTheAttemptFailsWithoutSecretsAsync(provider, logs);
    }

    [Test]
    public async Task Exception_of_a_sender_of_the_host_that_names_the_URL_is_logged_without_it()
    {
        await using var bed = new WebhookTestBed(webhooks => webhooks.AddWorkflow(Some));
        bed.Sender.Answer = (request, _) => throw new InvalidOperationException(
            $"No route to {request.Action.Url}",
            new IOException($"{request.Action.Url.AbsolutePath} is away"));

        await AssertThatTheAttemptFailsWithoutSecretsAsync(bed.Services, bed.Logs);
    }

    private static async Task AssertThatTheAttemptFailsWithoutSecretsAsync(IServiceProvider provider, FakeLogCollector logs)
    {
        await provider.GetRequiredService<IWebhookPublisher>().PublishAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, "1"));
        await provider.GetRequiredService<IWebhookDispatcher>().ProcessDueAsync();

        FakeLogRecord failed = logs.GetSnapshot().Single(log => log.Level == LogLevel.Error);
        Assert.That(failed.Exception!.ToString(), Does.Contain("InvalidOperationException").And.Contain("No route to").And.Contain("at "));
        AssertNoSecretIn(
            string.Join(
                '\n',
                logs.GetSnapshot().Select(
                    log => $"{log.Message} {log.Exception} {log.Exception?.Message} {log.Exception?.InnerException}")));
    }

    private static void AssertNoSecretIn(string text)
    {
        foreach (string secret in Secrets)
        {
            Assert.That(text, Does.Not.Contain(secret).IgnoreCase);
        }
    }

    private sealed class ThrowingHandler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException($"No route to {request.RequestUri}");
    }
}
