using System.IO.Compression;
using System.Text;
using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Tests.Sending.Destinations;
using Totvs.Webhooks.Tests.Support;

namespace Totvs.Webhooks.Tests.Sending;

/// <summary>What a receiver can make the sender read, by the bytes that came out of the sender's side of the connection.</summary>
public sealed class CountedBytesTests
{
    // What is kept, what one read of headers may hold, and the buffers of the connection.
    private const int MostRead = 256 * 1024;
    private static readonly Uri Url = new("http://hooks.example.com/");

    [Test]
    public async Task Body_that_never_ends_is_read_to_the_limit_only()
    {
        await using RawReceiver receiver = RawReceiver.StartFlooding("HTTP/1.1 200 OK\r\nContent-Length: 9000000000\r\n\r\n", Piece());
        ScriptedNetwork network = new(_ => ["93.184.215.14"], receiver.Url);
        using SenderUnderTest sender = Sender(network);

        DeliveryOutcome outcome = await sender.SendAsync(Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
        Assert.That(outcome.BodyExcerpt, Has.Length.EqualTo(sender.Options.BodyLimit));
        Assert.That(await receiver.Broken, Is.InstanceOf<IOException>(), "The connection is closed while the receiver still writes.");
        Assert.That(network.BytesRead, Is.LessThan(MostRead));
    }

    [Test]
    public async Task Chunked_body_that_never_ends_is_read_to_the_limit_only()
    {
        byte[] chunk = [.. "2000\r\n"u8, .. Piece(), .. "\r\n"u8];
        await using RawReceiver receiver = RawReceiver.StartFlooding("HTTP/1.1 503 Busy\r\nTransfer-Encoding: chunked\r\n\r\n", chunk);
        ScriptedNetwork network = new(_ => ["93.184.215.14"], receiver.Url);
        using SenderUnderTest sender = Sender(network);

        DeliveryOutcome outcome = await sender.SendAsync(Url);

        Assert.That(outcome.StatusCode, Is.EqualTo(503));
        Assert.That(await receiver.Broken, Is.InstanceOf<IOException>(), "The connection is closed while the receiver still writes.");
        Assert.That(network.BytesRead, Is.LessThan(MostRead));
    }

    [Test]
    public async Task Header_section_without_end_is_cut_at_its_bound()
    {
        await using RawReceiver receiver = RawReceiver.StartFlooding(
            "HTTP/1.1 200 OK\r\n", Encoding.Latin1.GetBytes($"X-Flood: {new string('x', 1000)}\r\n"));
        ScriptedNetwork network = new(_ => ["93.184.215.14"], receiver.Url);
        using SenderUnderTest sender = Sender(network);

        DeliveryOutcome outcome = await sender.SendAsync(Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.InvalidResponse));
        Assert.That(await receiver.Broken, Is.InstanceOf<IOException>(), "The connection is closed while the receiver still writes.");
        Assert.That(network.BytesRead, Is.LessThan(MostRead));
    }

    [Test]
    public async Task One_header_without_end_is_cut_at_its_bound()
    {
        await using RawReceiver receiver = RawReceiver.StartFlooding("HTTP/1.1 200 OK\r\nX-Flood: ", Piece());
        ScriptedNetwork network = new(_ => ["93.184.215.14"], receiver.Url);
        using SenderUnderTest sender = Sender(network);

        DeliveryOutcome outcome = await sender.SendAsync(Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.InvalidResponse));
        Assert.That(await receiver.Broken, Is.InstanceOf<IOException>(), "The connection is closed while the receiver still writes.");
        Assert.That(network.BytesRead, Is.LessThan(MostRead));
    }

    [Test]
    public async Task Flood_of_informational_responses_is_cut_at_the_bound_of_headers()
    {
        await using RawReceiver receiver = RawReceiver.StartFlooding("", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"u8.ToArray());
        ScriptedNetwork network = new(_ => ["93.184.215.14"], receiver.Url);
        using SenderUnderTest sender = Sender(network);

        DeliveryOutcome outcome = await sender.SendAsync(Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.InvalidResponse));
        Assert.That(await receiver.Broken, Is.InstanceOf<IOException>(), "The connection is closed while the receiver still writes.");
        Assert.That(network.BytesRead, Is.LessThan(MostRead));
    }

    [Test]
    public async Task Gzip_bomb_stays_packed()
    {
        byte[] bomb = Bomb();
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync(async (context, _) =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.Body.WriteAsync(bomb);
        });
        ScriptedNetwork network = new(_ => ["93.184.215.14"], receiver.Url);
        using SenderUnderTest sender = Sender(network);

        DeliveryOutcome outcome = await sender.SendAsync(Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
        Assert.That(outcome.BodyExcerpt, Is.Null);
        Assert.That(network.BytesRead, Is.LessThan(MostRead));
        Assert.That(receiver.Requests.Single().Headers.AcceptEncoding, Is.Empty);
    }

    private static SenderUnderTest Sender(ScriptedNetwork network)
    {
        SendingOptions options = new() { ResponseTimeout = SenderUnderTest.Long, BodyTimeout = SenderUnderTest.Long };
        return new SenderUnderTest(network.Handler(options), options: options);
    }

    private static byte[] Piece() => Encoding.Latin1.GetBytes(new string('x', 8192));

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
}
