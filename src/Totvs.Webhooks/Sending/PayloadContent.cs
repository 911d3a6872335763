using System.Net;

namespace Totvs.Webhooks.Sending;

/// <summary>
/// The frozen payload as a request body. When it is written, a connection is open and the request is being sent.
/// </summary>
internal sealed class PayloadContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _payload;
    private readonly AttemptClock _clock;
    private readonly int _attempt;

    public PayloadContent(ReadOnlyMemory<byte> payload, string contentType, AttemptClock clock)
    {
        _payload = payload;
        _clock = clock;
        _attempt = clock.Number;

        // As a string: a parsed value would be created and formatted for each request.
        Headers.TryAddWithoutValidation("Content-Type", contentType);
    }

    /// <summary>
    /// Whether it was written or read. If it was read before it is sent, .NET sends a buffered copy, which reports nothing.
    /// </summary>
    public bool IsUsed { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        IsUsed = true;
        if (!_clock.TryBeginPayload(_attempt))
        {
            return Task.FromCanceled(new CancellationToken(canceled: true));
        }

        ValueTask writing = stream.WriteAsync(_payload, cancellationToken);
        if (!writing.IsCompletedSuccessfully)
        {
            return WriteAsync(writing);
        }

        _clock.PayloadEnds(_attempt);
        return Task.CompletedTask;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _payload.Length;
        return true;
    }

    private async Task WriteAsync(ValueTask writing)
    {
        try
        {
            await writing.ConfigureAwait(false);
        }
        finally
        {
            _clock.PayloadEnds(_attempt);
        }
    }
}
