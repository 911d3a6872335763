using Totvs.Webhooks.Sending.Destinations;

namespace Totvs.Webhooks.Sending;

/// <summary>The request of one attempt. It knows the attempt's clock, whatever content a handler of the host's gives it.</summary>
internal sealed class AttemptMessage(Uri url, AttemptClock clock) : HttpRequestMessage(HttpMethod.Post, url)
{
    private readonly int _attempt = clock.Number;

    /// <summary>Whether it is sent once more within the attempt.</summary>
    public bool IsSecondTry { get; init; }

    /// <summary>A connection is being made for this request.</summary>
    public void ConnectsWith(ConnectReport report) => clock.ConnectsWith(_attempt, report);

    /// <summary>The primary handler gets the request: the time to connect begins, and the payload has not gone out.</summary>
    public void ReachesNetwork()
    {
        clock.ConnectingBegins(_attempt);

        // A handler of the host's may have read the content, or put another in its place: neither says by itself when it goes out.
        if (Content is { } content and not (PayloadContent { IsUsed: false } or ObservedContent))
        {
            Content = new ObservedContent(content, clock, _attempt);
        }
    }
}
