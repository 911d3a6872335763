using System.Buffers;
using System.Text.Json;

namespace Totvs.Webhooks.Deliveries;

/// <summary>A writer and what it writes into, to be used again for the next payload.</summary>
internal sealed class PayloadBuffer
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1_024);

    public PayloadBuffer() => Writer = new Utf8JsonWriter(
        _bytes,
        new JsonWriterOptions { Encoder = WebhookPayloadJsonContext.Wire.Options.Encoder, SkipValidation = true });

    public Utf8JsonWriter Writer { get; }

    /// <summary>Takes what was written, in an array of just that length, and empties the buffer.</summary>
    public byte[] Take()
    {
        Writer.Flush();
        byte[] written = _bytes.WrittenSpan.ToArray();
        _bytes.ResetWrittenCount();
        Writer.Reset();
        return written;
    }
}
