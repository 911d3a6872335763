using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Tests.Support;

namespace Totvs.Webhooks.Tests.Sending;

/// <summary>Receivers that no connection comes about with, on real sockets of loopback and with times short enough to wait for.</summary>
public sealed class ConnectFailureTests
{
    [Test]
    public async Task TLS_handshake_that_never_proceeds_ends_as_a_connect_timeout()
    {
        await using RawReceiver receiver = RawReceiver.StartSilent();
        using SenderUnderTest sender = SenderUnderTest.OnLoopback(connect: SenderUnderTest.Short);

        DeliveryOutcome outcome = await sender.SendAsync(new Uri($"https://127.0.0.1:{receiver.Port}/"));

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectTimeout));
    }

    [Test]
    [Platform(Include = "Linux", Reason = "Other systems answer a full queue with a refusal.")]
    public async Task Receiver_that_never_completes_the_connection_ends_as_a_connect_timeout()
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;

        // A queue of length zero holds one connection that nobody accepts; the system leaves those that follow without an answer.
        using TcpClient first = new();
        await first.ConnectAsync(IPAddress.Loopback, port).WaitAsync(TimeSpan.FromSeconds(30));
        using SenderUnderTest sender = SenderUnderTest.OnLoopback(connect: SenderUnderTest.Short);

        DeliveryOutcome outcome = await sender.SendAsync(new Uri($"http://127.0.0.1:{port}/"));

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectTimeout));
    }

    [Test]
    public async Task Refused_connection_is_told_as_such()
    {
        using SenderUnderTest sender = SenderUnderTest.OnLoopback();

        DeliveryOutcome outcome = await sender.SendAsync(new Uri($"http://127.0.0.1:{FreePort()}/"));

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectionFailed));
        Assert.That(outcome.Description, Does.Contain("refused"));
    }

    [Test]
    public async Task Name_without_an_address_is_told_as_such()
    {
        using SenderUnderTest sender = SenderUnderTest.OnLoopback();

        DeliveryOutcome outcome = await sender.SendAsync(new Uri("http://nonexistent.invalid/"));

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.NameResolution));
    }

    [Test]
    public async Task Untrusted_certificate_fails_as_TLS()
    {
        using X509Certificate2 certificate = SelfSignedCertificate.Create();
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync(certificate: certificate);
        using SenderUnderTest sender = SenderUnderTest.OnLoopback();

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.TlsFailed));
        Assert.That(receiver.Requests, Is.Empty);
    }

    private static int FreePort()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
