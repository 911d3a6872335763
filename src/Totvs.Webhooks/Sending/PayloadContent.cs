using System.Net;
using System.Net.Http.Headers;

namespace Totvs.Webhooks.Sending;

/// <summary>The frozen payload as a request body. Being written is the sign that a connection stands and the request is going out.</summary>
internal sealed class PayloadContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _payload;
    private readonly AttemptClock _clock;

    public PayloadContent(ReadOnlyMemory<byte> payload, AttemptClock clock)
    {
        _payload = payload;
        _clock = clock;
        Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _clock.RequestIsSent();
        return stream.WriteAsync(_payload, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _payload.Length;
        return true;
    }
}
