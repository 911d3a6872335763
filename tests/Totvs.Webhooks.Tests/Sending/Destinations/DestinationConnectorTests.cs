using Microsoft.AspNetCore.Http;
using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Tests.Support;

namespace Totvs.Webhooks.Tests.Sending.Destinations;

/// <summary>The sender on a network of its own, with a receiver on loopback behind whatever public address is dialled.</summary>
public sealed class DestinationConnectorTests
{
    private const string Public = "93.184.215.14";
    private static readonly Uri Url = new("http://hooks.example.com/in");

    [Test]
    public async Task Checked_address_itself_is_dialled()
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync();
        ScriptedNetwork network = new(_ => [Public], receiver.Url);
        using SenderUnderTest sender = new(network.Handler());

        DeliveryOutcome outcome = await sender.SendAsync(Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
        Assert.That(network.LookUps, Is.EqualTo(["hooks.example.com"]));
        Assert.That(network.Dialled, Is.EqualTo([$"{Public}:80"]));
        Assert.That(receiver.Requests.Single().Headers.Host, Is.EqualTo("hooks.example.com"));
    }

    [TestCase("10.0.0.1")]
    [TestCase("::1")]
    [TestCase(Public, "10.0.0.1")]
    [TestCase("169.254.169.254", Public)]
    [TestCase(Public, "2606:4700::1111", "fd00:ec2::254")]
    public async Task One_answer_that_is_not_public_refuses_them_all(params string[] answers)
    {
        ScriptedNetwork network = new(_ => answers);
        using SenderUnderTest sender = new(network.Handler());

        DeliveryOutcome outcome = await sender.SendAsync(Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.DestinationRefused));
        Assert.That(outcome.Description, Does.Contain("hooks.example.com").And.Contain("Sending.Allow"));
        Assert.That(network.Dialled, Is.Empty);
    }

    [Test]
    public async Task Name_that_changes_its_answer_is_looked_up_once_and_the_first_answer_dialled()
    {
        int lookUps = 0;
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync();
        ScriptedNetwork network = new(_ => [lookUps++ == 0 ? Public : "127.0.0.1"], receiver.Url);
        using SenderUnderTest sender = new(network.Handler());

        DeliveryOutcome outcome = await sender.SendAsync(Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
        Assert.That(network.LookUps, Has.Count.EqualTo(1));
        Assert.That(network.Dialled, Is.EqualTo([$"{Public}:80"]));
    }

    [Test]
    public async Task Name_without_an_answer_is_told_as_such()
    {
        ScriptedNetwork network = new(_ => []);
        using SenderUnderTest sender = new(network.Handler());

        DeliveryOutcome outcome = await sender.SendAsync(Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.NameResolution));
        Assert.That(network.Dialled, Is.Empty);
    }

    [Test]
    public async Task Next_address_of_a_name_is_dialled_when_one_refuses()
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync();
        ScriptedNetwork network = new(_ => ["2606:4700::1111", Public], receiver.Url) { Refusing = { "2606:4700::1111" } };
        using SenderUnderTest sender = new(network.Handler());

        DeliveryOutcome outcome = await sender.SendAsync(Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
        Assert.That(network.Dialled, Is.EqualTo(["[2606:4700::1111]:80", $"{Public}:80"]));
    }

    [Test]
    public async Task Pooled_connection_stays_with_the_checked_address_and_a_new_one_is_checked_anew()
    {
        string[] answer = [Public];
        bool closes = false;
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync((context, _) =>
        {
            if (closes)
            {
                context.Response.Headers.Connection = "close";
            }

            return Task.CompletedTask;
        });
        ScriptedNetwork network = new(_ => answer, receiver.Url);
        using SenderUnderTest sender = new(network.Handler());
        await sender.SendAsync(Url);

        answer = ["10.0.0.1"];
        closes = true;
        DeliveryOutcome pooled = await sender.SendAsync(Url);
        DeliveryOutcome anew = await sender.SendAsync(Url);

        Assert.That(pooled.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
        Assert.That(anew.Kind, Is.EqualTo(DeliveryOutcomeKind.DestinationRefused));
        Assert.That(network.Dialled, Is.EqualTo([$"{Public}:80"]));
    }

    [Test]
    public async Task Connection_past_its_lifetime_is_not_used_again_so_that_a_moved_name_is_seen()
    {
        string[] answer = [Public];
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync();
        ScriptedNetwork network = new(_ => answer, receiver.Url);
        using SenderUnderTest sender = new(network.Handler(new SendingOptions { ConnectionLifetime = TimeSpan.FromMilliseconds(1) }));
        await sender.SendAsync(Url);
        answer = ["8.8.8.8"];

        using CancellationTokenSource guard = new(TimeSpan.FromSeconds(30));
        while (network.Dialled.Count < 2)
        {
            await sender.SendAsync(SenderUnderTest.Request(Url), guard.Token);
        }

        Assert.That(network.Dialled, Is.EqualTo([$"{Public}:80", "8.8.8.8:80"]));
    }

    [TestCase("http://10.0.0.1/admin")]
    [TestCase("http://localhost/admin")]
    [TestCase("http://169.254.169.254/latest/meta-data/")]
    public async Task Redirect_to_a_private_address_is_never_followed(string location)
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = location;
            return Task.CompletedTask;
        });
        ScriptedNetwork network = new(_ => [Public], receiver.Url);
        using SenderUnderTest sender = new(network.Handler());

        DeliveryOutcome outcome = await sender.SendAsync(Url);

        Assert.That(outcome.StatusCode, Is.EqualTo(307));
        Assert.That(network.Dialled, Is.EqualTo([$"{Public}:80"]));
    }

    [Test]
    public void Handler_refuses_what_the_sender_let_through()
    {
        // The URL alone shows nothing amiss to a client of the host's own that uses the same handler: the address does.
        ScriptedNetwork network = new(_ => ["127.0.0.1"]);
        using HttpClient client = new(network.Handler());

        HttpRequestException? literal = Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("http://127.0.0.1/"));
        HttpRequestException? version6 = Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("http://[::1]/"));
        HttpRequestException? name = Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("http://hooks.example.com/"));

        Assert.That(
            new[] { literal!, version6!, name! }.Select(exception => exception.InnerException),
            Is.All.InstanceOf<AttemptRefusedException>());
        Assert.That(network.Dialled, Is.Empty);
    }

    [Test]
    public async Task What_the_host_allowed_by_name_or_network_is_dialled()
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync();
        SendingOptions options = new() { AllowedHosts = { "erp.internal" }, AllowedNetworks = { "10.20.0.0/16" } };
        ScriptedNetwork network = new(host => [host == "erp.internal" ? "192.168.1.1" : "10.20.1.1"], receiver.Url);
        using SenderUnderTest sender = new(network.Handler(options), options: options);

        DeliveryOutcome name = await sender.SendAsync(new Uri("http://erp.internal/"));
        DeliveryOutcome address = await sender.SendAsync(Url);

        Assert.That(name.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
        Assert.That(address.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
        Assert.That(network.Dialled, Is.EqualTo(["192.168.1.1:80", "10.20.1.1:80"]));
    }

    [Test]
    public async Task Proxy_is_dialled_wherever_it_is_and_the_URL_is_still_checked()
    {
        await using LoopbackReceiver proxy = await LoopbackReceiver.StartAsync();
        SendingOptions options = new() { Proxy = new Uri("http://user:pa55@10.9.9.9:3128") };
        ScriptedNetwork network = new(_ => ["10.0.0.1"], proxy.Url);
        using SenderUnderTest sender = new(network.Handler(options), options: options);

        DeliveryOutcome through = await sender.SendAsync(Url);
        DeliveryOutcome refused = await sender.SendAsync(new Uri("http://10.0.0.1/"));

        Assert.That(through.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
        Assert.That(refused.Kind, Is.EqualTo(DeliveryOutcomeKind.DestinationRefused));
        Assert.That(network.Dialled, Is.EqualTo(["10.9.9.9:3128"]));
        Assert.That(network.LookUps, Is.Empty, "The proxy looks names up.");
        Assert.That(proxy.Requests.Single().Headers.Host, Is.EqualTo("hooks.example.com"));
    }
}
