using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using RichardSzalay.MockHttp;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Documentation.Tests;

/// <summary>The first program of the README, run as it stands there.</summary>
public sealed class FirstStepsTests
{
    private const string DataHome = "XDG_DATA_HOME";

    private string _directory = "";
    private string? _dataHome;

    [SetUp]
    public void MoveTheDataOfPrograms()
    {
        _directory = Directory.CreateTempSubdirectory("first-steps").FullName;
        _dataHome = Environment.GetEnvironmentVariable(DataHome);
        Environment.SetEnvironmentVariable(DataHome, _directory);
    }

    [TearDown]
    public void PutItBack()
    {
        Environment.SetEnvironmentVariable(DataHome, _dataHome);
        Directory.Delete(_directory, recursive: true);
    }

    [Test]
    public async Task Program_delivers_its_event_with_the_header_it_states()
    {
        var received = new TaskCompletionSource<(string? Authorization, WebhookPayload Payload)>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        using var network = new MockHttpMessageHandler();
        network.When(HttpMethod.Post, "https://erp.example.com/hooks/crm").Respond(async request =>
        {
            received.TrySetResult(
                (request.Headers.Authorization?.ToString(), WebhookPayload.Parse(await request.Content!.ReadAsByteArrayAsync())));
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        });

        await using RunningProgram program = await RunningProgram.StartAsync(
            CompiledSnippet.Worker(Pages.Named("first-steps").Text),
            services => services.AddTotvsWebhooks(webhooks =>
                webhooks.ConfigureHttpClient(client => client.ConfigurePrimaryHttpMessageHandler(() => network))));
        (string? authorization, WebhookPayload payload) = await received.Task.WaitAsync(TimeSpan.FromMinutes(1));

        Assert.That(authorization, Is.EqualTo("Bearer change-me"));
        Assert.That(payload.Workflow.Description, Is.EqualTo("Large deals won"));
        Assert.That(payload.Source.Row.ExternalId, Is.EqualTo("0101 000123 01 C"));
    }
}
