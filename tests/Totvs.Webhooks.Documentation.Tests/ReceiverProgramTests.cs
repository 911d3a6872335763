using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Totvs.Webhooks.Signing;

namespace Totvs.Webhooks.Documentation.Tests;

/// <summary>The receiver of the README, run as it stands there.</summary>
public sealed class ReceiverProgramTests
{
    private const string Body =
        """
        {"eventId":"019cadc6-9a80-7ac2-910e-28d9c909df15","timestamp":"2026-03-02T06:00:00.000-03:00",
        "workflow":{"id":"b58775a2-95bf-51bf-b143-88991a48e786","description":"w"},
        "trigger":{"id":"f5071fbe-6ca5-5ccc-b8ed-4b7340b38daa","description":"t"},
        "source":{"object":{"id":"aebba950-e75d-5a4d-88cb-edd79abe3597","description":"o","contextUrl":"/"},"row":{"id":"1"}}}
        """;

    private static readonly string Secret = WebhookSecret.Create().Reveal();

    private readonly Dictionary<string, string?> _before = [];

    [SetUp]
    public void Configure()
    {
        Set("CrmWebhookSecret", Secret);
        Set("ASPNETCORE_URLS", "http://127.0.0.1:0");
    }

    [TearDown]
    public void PutItBack()
    {
        foreach ((string name, string? value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    [TestCase(Body, HttpStatusCode.NoContent)]
    [TestCase(Body + " ", HttpStatusCode.Unauthorized)]
    public async Task Signed_request_is_taken_and_another_is_not(string body, HttpStatusCode expected)
    {
        await using RunningProgram program = await RunningProgram.StartAsync(
            CompiledSnippet.WebProgram(Pages.Named("receiver").Text), _ => { });
        await program.StartedAsync();
        string address = program.Host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, address + "/hooks/crm")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        string timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signature = HMACSHA256.HashData(
            Convert.FromBase64String(Secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"evt.{timestamp}.{Body}"));
        request.Headers.Add("webhook-id", "evt");
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", "v1," + Convert.ToBase64String(signature));

        using HttpResponseMessage response = await client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(expected));
    }

    private void Set(string name, string value)
    {
        _before[name] = Environment.GetEnvironmentVariable(name);
        Environment.SetEnvironmentVariable(name, value);
    }
}
