using Totvs.Webhooks.Sending.Destinations;

namespace Totvs.Webhooks.Sending;

/// <summary>The request of one attempt. It reports to the attempt's clock also when a handler of the host's replaces the content.</summary>
internal sealed class AttemptMessage : HttpRequestMessage
{
    private readonly AttemptClock _clock;
    private readonly int _attempt;

    public AttemptMessage(Uri url, AttemptClock clock)
        : base(HttpMethod.Post, url)
    {
        _clock = clock;
        _attempt = clock.Number;
    }

    /// <summary>Whether this is the second try within the attempt.</summary>
    public bool IsSecondTry { get; init; }

    /// <summary>Notes that a connection is being opened for this request.</summary>
    public void ConnectsWith(ConnectReport report) => _clock.ConnectsWith(_attempt, report);

    /// <summary>Starts the time to connect, when the primary handler has the request.</summary>
    public void ReachesNetwork()
    {
        _clock.ConnectingBegins(_attempt);

        // A handler of the host's may have read or replaced the content, which then does not report when it is sent. Without the wrapper
        // the time to connect would end a request that the receiver is answering.
        if (Content is { } content and not (PayloadContent { IsUsed: false } or ObservedContent))
        {
            Content = new ObservedContent(content, _clock, _attempt);
        }
    }
}
