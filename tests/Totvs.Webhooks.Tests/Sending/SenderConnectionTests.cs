using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Tests.Support;

namespace Totvs.Webhooks.Tests.Sending;

/// <summary>
/// What goes over a connection, and which connections are used again, with a real receiver and the handler of production.
/// </summary>
public sealed class SenderConnectionTests
{
    [Test]
    public async Task Redirect_is_not_followed([Values(301, 302, 303, 307, 308)] int status)
    {
        await using LoopbackReceiver target = await LoopbackReceiver.StartAsync();
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = target.Url.ToString();
            return Task.CompletedTask;
        });
        using SenderUnderTest sender = SenderUnderTest.OnLoopback();

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.Status));
        Assert.That(outcome.StatusCode, Is.EqualTo(status));
        Assert.That(target.Requests, Is.Empty);
    }

    [Test]
    public async Task Cookies_are_not_kept_and_nothing_ambient_goes_out()
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync((context, _) =>
        {
            context.Response.Cookies.Append("session", "1");
            return Task.CompletedTask;
        });
        using SenderUnderTest sender = SenderUnderTest.OnLoopback();
        using System.Diagnostics.Activity activity = new System.Diagnostics.Activity("host's own").AddBaggage("tenant", "acme").Start();

        await sender.SendAsync(receiver.Url);
        await sender.SendAsync(receiver.Url);

        Assert.That(
            receiver.Requests[1].Headers.Keys, Is.EquivalentTo(["Host", "User-Agent", "Content-Type", "Content-Length", "webhook-id"]));
    }

    [Test]
    public async Task HTTP_2_is_never_offered_since_nothing_bounds_what_a_receiver_sends_over_it([Values] bool allowHttp2)
    {
        using X509Certificate2 certificate = SelfSignedCertificate.Create();
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync(certificate: certificate);
        SendingOptions options = new() { AllowLoopback = true, AllowHttp2 = allowHttp2 };
        SocketsHttpHandler handler = SendingHttpHandler.Create(options);
        handler.SslOptions.RemoteCertificateValidationCallback = (_, presented, _, _) =>
            presented?.GetCertHashString() == certificate.GetCertHashString();
        using SenderUnderTest sender = new(handler, options: options);

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
        Assert.That(receiver.Requests.Single().Protocol, Is.EqualTo("HTTP/1.1"));
        Assert.That(receiver.Requests.Single().Body, Is.EqualTo(Encoding.UTF8.GetBytes(SenderUnderTest.Payload)));
    }

    [Test]
    public async Task Body_read_to_its_end_leaves_the_connection_for_the_next_attempt()
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync((context, _) => context.Response.WriteAsync("thanks"));
        using SenderUnderTest sender = SenderUnderTest.OnLoopback();

        for (int attempt = 0; attempt < 5; attempt++)
        {
            Assert.That((await sender.SendAsync(receiver.Url)).BodyExcerpt, Is.EqualTo("thanks"));
        }

        Assert.That(receiver.Requests.Select(request => request.ConnectionId).Distinct().Count(), Is.EqualTo(1));
    }

    [TestCase(6, 1)]
    [TestCase(1_000_000, 2)]
    public async Task Body_that_ends_at_the_limit_leaves_the_connection_and_one_left_unread_closes_it(int length, int connections)
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync(
            (context, _) => context.Response.WriteAsync(new string('x', length)));
        using SenderUnderTest sender = SenderUnderTest.OnLoopback(limit: 6);

        await sender.SendAsync(receiver.Url);
        await sender.SendAsync(receiver.Url);

        Assert.That(receiver.Requests.Select(request => request.ConnectionId).Distinct().Count(), Is.EqualTo(connections));
    }
}
