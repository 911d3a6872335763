using System.Net.Sockets;
using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Tests.Support;

namespace Totvs.Webhooks.Tests.Sending;

/// <summary>Real sockets on loopback, with the handler of production and times short enough to wait for.</summary>
public sealed class HostileReceiverTests
{
    [Test]
    public async Task Receiver_that_accepts_and_stays_silent_ends_as_a_response_timeout()
    {
        await using RawReceiver receiver = RawReceiver.StartSilent();
        using SenderUnderTest sender = SenderUnderTest.OnLoopback(response: SenderUnderTest.Short);

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ResponseTimeout));
        Assert.That(receiver.Connections, Is.EqualTo(1));
    }

    [Test]
    public async Task Reset_before_the_response_is_a_lost_connection()
    {
        await using RawReceiver receiver = RawReceiver.Start(async (stream, stop) =>
        {
            await RawReceiver.ReadRequestAsync(stream, stop);
            stream.Socket.LingerState = new LingerOption(true, 0);
            stream.Socket.Close();
        });
        using SenderUnderTest sender = SenderUnderTest.OnLoopback();

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectionLost));
    }

    [Test]
    public async Task Reset_within_the_headers_is_a_lost_connection()
    {
        await using RawReceiver receiver = RawReceiver.StartAnswering("HTTP/1.1 200 OK\r\nContent-Le", thenClose: true);
        using SenderUnderTest sender = SenderUnderTest.OnLoopback();

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectionLost));
    }

    [Test]
    public async Task Reset_within_the_body_does_not_change_the_status()
    {
        await using RawReceiver receiver = RawReceiver.StartAnswering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc", thenClose: true);
        using SenderUnderTest sender = SenderUnderTest.OnLoopback();

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
        using SenderUnderTest sender = SenderUnderTest.OnLoopback();

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.InvalidResponse));
    }

    [Test]
    public async Task Body_that_stalls_is_cut_after_its_time()
    {
        await using RawReceiver receiver = RawReceiver.StartAnswering("HTTP/1.1 503 Busy\r\nContent-Length: 100\r\n\r\nabc");
        using SenderUnderTest sender = SenderUnderTest.OnLoopback(body: SenderUnderTest.Short);

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.StatusCode, Is.EqualTo(503));
        Assert.That(outcome.BodyExcerpt, Is.EqualTo("abc"));
    }

    [Test]
    public async Task Body_one_byte_at_a_time_is_cut_after_its_time()
    {
        await using RawReceiver receiver = RawReceiver.Start(async (stream, stop) =>
        {
            await RawReceiver.ReadRequestAsync(stream, stop);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"u8.ToArray(), stop);
            await DripAsync(stream, "x"u8.ToArray(), stop);
        });
        using SenderUnderTest sender = SenderUnderTest.OnLoopback(body: SenderUnderTest.Short);

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
        Assert.That(outcome.Duration, Is.LessThan(SenderUnderTest.Long));
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
        using SenderUnderTest sender = SenderUnderTest.OnLoopback(response: SenderUnderTest.Short);

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ResponseTimeout));
    }

    [Test]
    public async Task Informational_responses_one_at_a_time_end_with_the_time_for_the_response()
    {
        await using RawReceiver receiver = RawReceiver.Start(async (stream, stop) =>
        {
            await RawReceiver.ReadRequestAsync(stream, stop);
            await DripAsync(stream, "HTTP/1.1 102 Processing\r\n\r\n"u8.ToArray(), stop);
        });
        using SenderUnderTest sender = SenderUnderTest.OnLoopback(response: SenderUnderTest.Short);

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ResponseTimeout));
    }

    private static async Task DripAsync(NetworkStream stream, byte[] piece, CancellationToken stop)
    {
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(stop))
        {
            await stream.WriteAsync(piece, stop);
        }
    }
}
