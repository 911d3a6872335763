using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Signing;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sending;

/// <summary>Composes the request: the payload as it is, the workflow's headers, and those that are ours.</summary>
internal static class WebhookMessage
{
    private const string UserAgent = "User-Agent";

    public static HttpRequestMessage Compose(WebhookRequest request, SendingOptions options, AttemptClock clock, bool isSecondTry = false)
    {
        AttemptMessage message = new(request.Action.Url, clock)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            IsSecondTry = isSecondTry,
            Content = new PayloadContent(request.Payload, ContentTypeOf(request.Action), clock),
        };
        AddWorkflowHeaders(message.Headers, request.Action);
        AddSignature(message.Headers, request, clock.StartedAt);
        if (!message.Headers.NonValidated.Contains(UserAgent))
        {
            message.Headers.TryAddWithoutValidation(UserAgent, options.UserAgent);
        }

        return message;
    }

    /// <summary>
    /// Checked when a workflow is added, but a store of the host's own may hand over what was not: a line break in it would forge
    /// headers.
    /// </summary>
    private static string ContentTypeOf(WebhookAction action) => ReferenceEquals(action.ContentType, WebhookContentType.Default) || WebhookContentType.FaultOf(action.ContentType) is null
        ? action.ContentType
        : throw new AttemptRefusedException(DeliveryOutcomeKind.SenderFault, "The workflow's content type cannot be sent; correct it or remove it from the workflow.");

    private static void AddWorkflowHeaders(HttpRequestHeaders headers, WebhookAction action)
    {
        foreach ((string name, string value) in action.Headers)
        {
            // Refused when a workflow is added, but a store of the host's own may hand over what was not checked: the client would write
            // line breaks to the wire as they are, and so let a value forge further headers.
            if (value is null || value.AsSpan().ContainsAny('\r', '\n', '\0') || !Ascii.IsValid(value) || !headers.TryAddWithoutValidation(name, value))
            {
                throw new AttemptRefusedException(
                    DeliveryOutcomeKind.SenderFault, $"The workflow's header '{Printable(name)}' cannot be sent; correct it or remove it from the workflow.");
            }
        }
    }

    private static void AddSignature(HttpRequestHeaders headers, WebhookRequest request, DateTimeOffset now)
    {
        string id = request.EventId.ToString();

        if (request.Action.Headers.Count > 0)
        {
            // These are the library's own: a workflow's header of the same name would make two values of one.
            headers.Remove(WebhookSignature.IdHeader);
            headers.Remove(WebhookSignature.TimestampHeader);
            headers.Remove(WebhookSignature.SignatureHeader);
        }

        headers.TryAddWithoutValidation(WebhookSignature.IdHeader, id);
        if (request.Action.SigningSecrets.Count == 0)
        {
            return;
        }

        string signatures = WebhookSignature.Header(request.Action.SigningSecrets, id, now, request.Payload.Span);
        if (signatures.Length == 0)
        {
            throw new AttemptRefusedException(
                DeliveryOutcomeKind.SenderFault, "Every signing secret of the workflow has ended, so nothing can be signed; give the workflow a new one.");
        }

        headers.TryAddWithoutValidation(WebhookSignature.TimestampHeader, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        headers.TryAddWithoutValidation(WebhookSignature.SignatureHeader, signatures);
    }

    private static string Printable(string name) => string.Concat(name.Take(64).Select(character => character is < ' ' or > '~' ? '?' : character));
}
