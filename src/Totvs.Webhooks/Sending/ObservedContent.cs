using System.Net;

namespace Totvs.Webhooks.Sending;

/// <summary>
/// A content that a handler of the host's has read or created. Like <see cref="PayloadContent"/>, it reports when it begins to be sent.
/// </summary>
internal sealed class ObservedContent : HttpContent
{
    private readonly HttpContent _content;
    private readonly AttemptClock _clock;
    private readonly int _attempt;

    public ObservedContent(HttpContent content, AttemptClock clock, int attempt)
    {
        _content = content;
        _clock = clock;
        _attempt = attempt;
        foreach ((string name, IEnumerable<string> values) in content.Headers)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (!_clock.TryBeginPayload(_attempt))
        {
            throw new OperationCanceledException(new CancellationToken(canceled: true));
        }

        try
        {
            await _content.CopyToAsync(stream, context, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _clock.PayloadEnds(_attempt);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _content.Headers.ContentLength ?? 0;
        return _content.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }
}
