using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Signing;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sending;

/// <summary>Composes the request: the payload unchanged, the workflow's headers and the library's headers.</summary>
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

    // Checked when a workflow is added, and again here: a store of the host's may return an unchecked one, and a line break in it would
    // forge headers.
    private static string ContentTypeOf(WebhookAction action) =>
        ReferenceEquals(action.ContentType, WebhookContentType.Default) || WebhookContentType.FaultOf(action.ContentType) is null
            ? action.ContentType
            : throw new AttemptRefusedException(
                DeliveryOutcomeKind.SenderFault,
                "The workflow's content type cannot be sent; correct it or remove it from the workflow.");

    private static void AddWorkflowHeaders(HttpRequestHeaders headers, WebhookAction action)
    {
        foreach ((string name, string value) in action.Headers)
        {
            // Checked when a workflow is added, and again here: a store of the host's may return an unchecked header. The client writes
            // line breaks unchanged, so a value could forge further headers.
            if (value is null
                || value.AsSpan().ContainsAny('\r', '\n', '\0')
                || !Ascii.IsValid(value)
                || !headers.TryAddWithoutValidation(name, value))
            {
                throw new AttemptRefusedException(
                    DeliveryOutcomeKind.SenderFault,
                    $"The workflow's header '{Printable(name)}' cannot be sent; correct it or remove it from the workflow.");
            }
        }
    }

    private static void AddSignature(HttpRequestHeaders headers, WebhookRequest request, DateTimeOffset now)
    {
        string id = request.EventId.ToString();

        if (request.Action.Headers.Count > 0)
        {
            // A workflow's header of the same name would give these headers two values.
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
                DeliveryOutcomeKind.SenderFault,
                "Every signing secret of the workflow has expired, so nothing can be signed; give the workflow a new secret.");
        }

        headers.TryAddWithoutValidation(WebhookSignature.TimestampHeader, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        headers.TryAddWithoutValidation(WebhookSignature.SignatureHeader, signatures);
    }

    private static string Printable(string name) =>
        string.Concat(name.Take(64).Select(character => character is < ' ' or > '~' ? '?' : character));
}
