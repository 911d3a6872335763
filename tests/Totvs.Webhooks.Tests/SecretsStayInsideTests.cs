using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Signing;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Definitions;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests;

/// <summary>Header values and signing secrets go to the receiver, and nowhere else.</summary>
public sealed class SecretsStayInsideTests
{
    private const string Token = "Bearer token-that-nobody-may-see-0123456789";

    private readonly WebhookSecret _secret = WebhookSecret.Create();

    private IEnumerable<string> Secrets => [Token, Token["Bearer ".Length..], _secret.Reveal(), _secret.Reveal()["whsec_".Length..]];

    [Test]
    public async Task Nothing_that_is_logged_or_kept_of_a_failed_attempt_shows_them_even_when_the_receiver_echoes_them()
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync(async (context, request) =>
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await context.Response.WriteAsync($"You sent: {context.Request.Headers.Authorization}");
        });
        var logs = new FakeLogCollector();
        await using ServiceProvider provider = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(logs)))
            .AddTotvsWebhooks(webhooks => webhooks
                .Configure(options => options.Sending.AllowLoopback = true)
                .AddWorkflow(WorkflowTo(receiver.Url)))
            .BuildServiceProvider();

        PublishedEvent published = (await provider.GetRequiredService<IWebhookPublisher>()
            .PublishAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1"))).Single();
        await provider.GetRequiredService<IWebhookDispatcher>().ProcessDueAsync();

        Assert.That(receiver.Requests, Has.Count.EqualTo(1));
        DeliveryRecord record = (await provider.GetRequiredService<IDeliveryHistory>().FindAsync(published.EventId))!;
        Assert.That(record.LastOutcome!.BodyExcerpt, Does.StartWith("You sent:"), "the excerpt is kept, without the secret");
        string kept = $"{record} {record.LastOutcome.BodyExcerpt} {record.LastOutcome.Description} "
            + $"{Encoding.UTF8.GetString(record.Delivery.Payload.Span)} {published}";
        string logged = string.Join(
            '\n',
            logs.GetSnapshot().Select(log => $"{log.Message} {log.Exception} {string.Join(' ', log.StructuredState ?? [])}"));
        Assert.That(logged, Is.Not.Empty);
        foreach (string secret in Secrets)
        {
            Assert.That(kept, Does.Not.Contain(secret));
            Assert.That(logged, Does.Not.Contain(secret));
        }
    }

    [Test]
    public void No_text_of_ours_shows_them()
    {
        Workflow workflow = WorkflowTo(new Uri("https://erp.example.com/hooks"));
        var request = new WebhookRequest(Guid.NewGuid(), "{}"u8.ToArray(), workflow.Action, 1);
        string[] texts =
        [
            workflow.ToString(),
            workflow.Action.ToString(),
            request.ToString(),
            new WorkflowMatch(workflow, workflow.Trigger).ToString(),
            _secret.ToString(),
            Encoding.UTF8.GetString(WorkflowWriter.Write([workflow])),
            JsonSerializer.Serialize(_secret),
        ];

        foreach (string secret in Secrets)
        {
            Assert.That(texts, Has.None.Contains(secret));
        }
    }

    [Test]
    public void Fault_of_a_header_shows_its_name_and_never_its_value() =>
        Assert.That(
            () => new WorkflowBuilder().Named("A").When(CrmTriggers.OpportunityWon).PostTo("https://erp.example.com")
                .WithHeader("X-Token", Token + "\r\n").WithHeader("Host", Token).Build(),
            Throws.TypeOf<WorkflowDefinitionException>()
                .With.Message.Contains("X-Token")
                .And.Message.Contains("Host")
                .And.Message.Not.Contains(Token));

    private Workflow WorkflowTo(Uri url) => new()
    {
        Name = "Secretive",
        Trigger = CrmTriggers.OpportunityWon,
        Action = new WebhookAction { Url = url, Headers = [KeyValuePair.Create("Authorization", Token)], SigningSecrets = [_secret] },
    };
}
