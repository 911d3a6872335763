using System.Net;

namespace Totvs.Webhooks.Sending;

/// <summary>Composes the request: the payload as it is, the headers that are ours, and the workflow's own.</summary>
internal static class WebhookMessage
{
    private const string UserAgent = "User-Agent";

    public static HttpRequestMessage Compose(WebhookRequest request, SendingOptions options, AttemptClock clock)
    {
        HttpRequestMessage message = new(HttpMethod.Post, request.Action.Url)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = new PayloadContent(request.Payload, clock),
        };

        foreach ((string name, string value) in request.Action.Headers)
        {
            // Refused when a workflow is added, but a store of the host's own may hand over what was not checked: the client would write
            // line breaks to the wire as they are, and so let a value forge further headers.
            if (value.AsSpan().ContainsAny('\r', '\n', '\0') || !message.Headers.TryAddWithoutValidation(name, value))
            {
                throw new InvalidOperationException($"The workflow's header '{name}' is not one that a request can carry; remove it from the workflow.");
            }
        }

        if (!message.Headers.NonValidated.Contains(UserAgent))
        {
            message.Headers.TryAddWithoutValidation(UserAgent, options.UserAgent);
        }

        return message;
    }
}
