using System.Buffers;
using System.Text.Json;

namespace Totvs.Webhooks.Deliveries;

/// <summary>A JSON writer and its buffer, which are reused for the next payload.</summary>
internal sealed class PayloadBuffer
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1_024);

    public PayloadBuffer() => Writer = new Utf8JsonWriter(
        _bytes,
        new JsonWriterOptions { Encoder = WebhookPayloadJsonContext.Wire.Options.Encoder, SkipValidation = true });

    public Utf8JsonWriter Writer { get; }

    /// <summary>Copies what was written to an array of that length, and empties the buffer.</summary>
    public byte[] Take()
    {
        Writer.Flush();
        byte[] written = _bytes.WrittenSpan.ToArray();
        _bytes.ResetWrittenCount();
        Writer.Reset();
        return written;
    }
}
