using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Tests.Support;

namespace Totvs.Webhooks.Tests.Sending;

/// <summary>Real sockets on loopback, with the handler of production and times short enough to wait for.</summary>
public sealed class HostileReceiverTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(25);

    [Test]
    public async Task A_receiver_that_accepts_and_stays_silent_ends_as_a_response_timeout()
    {
        await using RawReceiver receiver = RawReceiver.StartSilent();
        using SenderUnderTest sender = Sender(response: Short);

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ResponseTimeout));
        Assert.That(receiver.Connections, Is.EqualTo(1));
    }

    [Test]
    public async Task A_TLS_handshake_that_never_proceeds_ends_as_a_connect_timeout()
    {
        await using RawReceiver receiver = RawReceiver.StartSilent();
        using SenderUnderTest sender = Sender(connect: Short);

        DeliveryOutcome outcome = await sender.SendAsync(new Uri($"https://127.0.0.1:{receiver.Port}/"));

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectTimeout));
    }

    [Test]
    [Platform(Include = "Linux", Reason = "Other systems answer a full queue with a refusal.")]
    public async Task A_receiver_that_never_completes_the_connection_ends_as_a_connect_timeout()
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;

        // A queue of length zero holds one connection that nobody accepts; the system leaves those that follow without an answer.
        using TcpClient first = new();
        await first.ConnectAsync(IPAddress.Loopback, port).WaitAsync(TimeSpan.FromSeconds(30));
        using SenderUnderTest sender = Sender(connect: Short);

        DeliveryOutcome outcome = await sender.SendAsync(new Uri($"http://127.0.0.1:{port}/"));

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectTimeout));
    }

    [Test]
    public async Task A_refused_connection_is_told_as_such()
    {
        using SenderUnderTest sender = Sender();

        DeliveryOutcome outcome = await sender.SendAsync(new Uri($"http://127.0.0.1:{FreePort()}/"));

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectionFailed));
        Assert.That(outcome.Description, Does.Contain("refused"));
    }

    [Test]
    public async Task A_name_without_an_address_is_told_as_such()
    {
        using SenderUnderTest sender = Sender();

        DeliveryOutcome outcome = await sender.SendAsync(new Uri("http://nonexistent.invalid/"));

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.NameResolution));
    }

    [Test]
    public async Task A_certificate_that_nobody_vouches_for_fails_as_TLS()
    {
        using X509Certificate2 certificate = SelfSigned();
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync(certificate: certificate);
        using SenderUnderTest sender = Sender();

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.TlsFailed));
        Assert.That(receiver.Requests, Is.Empty);
    }

    [Test]
    public async Task A_reset_before_the_response_is_a_lost_connection()
    {
        await using RawReceiver receiver = RawReceiver.Start(async (stream, stop) =>
        {
            await RawReceiver.ReadRequestAsync(stream, stop);
            stream.Socket.LingerState = new LingerOption(true, 0);
            stream.Socket.Close();
        });
        using SenderUnderTest sender = Sender();

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectionLost));
    }

    [Test]
    public async Task A_reset_within_the_headers_is_a_lost_connection()
    {
        await using RawReceiver receiver = RawReceiver.StartAnswering("HTTP/1.1 200 OK\r\nContent-Le", thenClose: true);
        using SenderUnderTest sender = Sender();

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectionLost));
    }

    [Test]
    public async Task A_reset_within_the_body_does_not_change_the_status()
    {
        await using RawReceiver receiver = RawReceiver.StartAnswering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc", thenClose: true);
        using SenderUnderTest sender = Sender();

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
        Assert.That(outcome.BodyExcerpt, Is.EqualTo("abc"));
    }

    [TestCase("SSH-2.0-OpenSSH_9.6\r\n")]
    [TestCase("HTTP/1.1 banana\r\n\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n")]
    public async Task Something_that_is_not_HTTP_is_an_invalid_response(string answer)
    {
        await using RawReceiver receiver = RawReceiver.StartAnswering(answer);
        using SenderUnderTest sender = Sender();

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.InvalidResponse));
    }

    [Test]
    public async Task A_body_that_never_ends_is_read_to_the_limit_only()
    {
        await using RawReceiver receiver = RawReceiver.StartFlooding("HTTP/1.1 200 OK\r\nContent-Length: 9000000000\r\n\r\n", Encoding.Latin1.GetBytes(new string('x', 8192)));
        using SenderUnderTest sender = Sender(body: Long);

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);
        await receiver.DisposeAsync();

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
        Assert.That(outcome.BodyExcerpt, Has.Length.EqualTo(sender.Options.BodyLimit));
        Assert.That(outcome.Duration, Is.LessThan(Long));
        Assert.That(receiver.BytesWritten, Is.LessThan(64 * 1024 * 1024), "What fits the sockets' buffers, and no more.");
    }

    [Test]
    public async Task A_body_that_stalls_is_cut_after_its_time()
    {
        await using RawReceiver receiver = RawReceiver.StartAnswering("HTTP/1.1 503 Busy\r\nContent-Length: 100\r\n\r\nabc");
        using SenderUnderTest sender = Sender(body: Short);

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.StatusCode, Is.EqualTo(503));
        Assert.That(outcome.BodyExcerpt, Is.EqualTo("abc"));
    }

    [Test]
    public async Task A_body_one_byte_at_a_time_is_cut_after_its_time()
    {
        await using RawReceiver receiver = RawReceiver.Start(async (stream, stop) =>
        {
            await RawReceiver.ReadRequestAsync(stream, stop);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"u8.ToArray(), stop);
            await DripAsync(stream, "x"u8.ToArray(), stop);
        });
        using SenderUnderTest sender = Sender(body: Short);

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
        Assert.That(outcome.Duration, Is.LessThan(Long));
    }

    [Test]
    public async Task Headers_one_byte_at_a_time_end_as_a_response_timeout()
    {
        await using RawReceiver receiver = RawReceiver.Start(async (stream, stop) =>
        {
            await RawReceiver.ReadRequestAsync(stream, stop);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nX-Drip: "u8.ToArray(), stop);
            await DripAsync(stream, "x"u8.ToArray(), stop);
        });
        using SenderUnderTest sender = Sender(response: Short);

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ResponseTimeout));
    }

    [Test]
    public async Task A_header_section_without_end_is_cut_at_its_bound()
    {
        await using RawReceiver receiver = RawReceiver.StartFlooding("HTTP/1.1 200 OK\r\n", Encoding.Latin1.GetBytes($"X-Flood: {new string('x', 1000)}\r\n"));
        using SenderUnderTest sender = Sender();

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.InvalidResponse));
        Assert.That(outcome.Duration, Is.LessThan(Long));
    }

    [Test]
    public async Task A_flood_of_informational_responses_is_cut_at_the_bound_of_headers()
    {
        await using RawReceiver receiver = RawReceiver.StartFlooding("", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"u8.ToArray());
        using SenderUnderTest sender = Sender();

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);
        await receiver.DisposeAsync();

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.InvalidResponse));
        Assert.That(receiver.BytesWritten, Is.LessThan(64 * 1024 * 1024), "What fits the sockets' buffers, and no more.");
    }

    [Test]
    public async Task Informational_responses_one_at_a_time_end_with_the_time_for_the_response()
    {
        await using RawReceiver receiver = RawReceiver.Start(async (stream, stop) =>
        {
            await RawReceiver.ReadRequestAsync(stream, stop);
            await DripAsync(stream, "HTTP/1.1 102 Processing\r\n\r\n"u8.ToArray(), stop);
        });
        using SenderUnderTest sender = Sender(response: Short);

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ResponseTimeout));
    }

    [Test]
    public async Task A_gzip_bomb_stays_packed()
    {
        byte[] bomb = Bomb();
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync(async (context, _) =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.Body.WriteAsync(bomb);
        });
        using SenderUnderTest sender = Sender();
        using SenderUnderTest generous = Sender(limit: 1024 * 1024);

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);
        DeliveryOutcome whole = await generous.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
        Assert.That(outcome.BodyExcerpt, Is.Null);
        Assert.That(whole.BodyExcerpt, Is.Null);
        Assert.That(receiver.Requests[0].Headers.AcceptEncoding, Is.Empty);
    }

    [Test]
    public async Task A_redirect_is_not_followed([Values(301, 302, 303, 307, 308)] int status)
    {
        await using LoopbackReceiver target = await LoopbackReceiver.StartAsync();
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = target.Url.ToString();
            return Task.CompletedTask;
        });
        using SenderUnderTest sender = Sender();

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
        using SenderUnderTest sender = Sender();
        using System.Diagnostics.Activity activity = new System.Diagnostics.Activity("host's own").AddBaggage("tenant", "acme").Start();

        await sender.SendAsync(receiver.Url);
        await sender.SendAsync(receiver.Url);

        Assert.That(receiver.Requests[1].Headers.Keys, Is.EquivalentTo(["Host", "User-Agent", "Content-Type", "Content-Length"]));
    }

    [Test]
    public async Task A_body_read_to_its_end_leaves_the_connection_for_the_next_attempt()
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync((context, _) => context.Response.WriteAsync("thanks"));
        using SenderUnderTest sender = Sender();

        for (int attempt = 0; attempt < 5; attempt++)
        {
            Assert.That((await sender.SendAsync(receiver.Url)).BodyExcerpt, Is.EqualTo("thanks"));
        }

        Assert.That(receiver.Requests.Select(request => request.ConnectionId).Distinct().Count(), Is.EqualTo(1));
    }

    [TestCase(6, 1)]
    [TestCase(1_000_000, 2)]
    public async Task A_body_that_ends_at_the_limit_leaves_the_connection_and_one_left_unread_closes_it(int length, int connections)
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync((context, _) => context.Response.WriteAsync(new string('x', length)));
        using SenderUnderTest sender = Sender(limit: 6);

        await sender.SendAsync(receiver.Url);
        await sender.SendAsync(receiver.Url);

        Assert.That(receiver.Requests.Select(request => request.ConnectionId).Distinct().Count(), Is.EqualTo(connections));
    }

    private static SenderUnderTest Sender(TimeSpan? connect = null, TimeSpan? response = null, TimeSpan? body = null, int limit = 16 * 1024) => new(options: new SendingOptions
    {
        ConnectTimeout = connect ?? Long,
        ResponseTimeout = response ?? Long,
        BodyTimeout = body ?? Long,
        BodyLimit = limit,
    });

    private static async Task DripAsync(NetworkStream stream, byte[] piece, CancellationToken stop)
    {
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(stop))
        {
            await stream.WriteAsync(piece, stop);
        }
    }

    private static int FreePort()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static byte[] Bomb()
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.SmallestSize))
        {
            byte[] zeros = new byte[1024 * 1024];
            for (int megabyte = 0; megabyte < 64; megabyte++)
            {
                gzip.Write(zeros);
            }
        }

        return packed.ToArray();
    }

    private static X509Certificate2 SelfSigned()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
