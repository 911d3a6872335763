using System.Net.Http.Headers;
using System.Text;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sending.Responses;

/// <summary>Finds where a redirect points to: scheme, host and port only, since the rest of a URL may be a secret.</summary>
internal static class RedirectTarget
{
    // A scheme, a DNS name and a port are no longer than this.
    private const int MaxOriginLength = 280;

    /// <returns>The target; <see langword="null"/> if the response names none, or no http or https URL.</returns>
    public static string? Find(HttpResponseHeaders headers, WebhookAction action, SecretTexts secrets)
    {
        // As a string: parsed as a URI, a path alone would be a file of this machine.
        if (!headers.NonValidated.TryGetValues("Location", out HeaderStringValues values)
            || values.Count != 1
            || values.ToString() is not { Length: > 0 } location
            || !Uri.TryCreate(action.Url, location, out Uri? target)
            || (target.Scheme != Uri.UriSchemeHttp && target.Scheme != Uri.UriSchemeHttps))
        {
            return null;
        }

        string origin = OriginOf(target);
        return origin == OriginOf(action.Url) ? "another path of the same host"
            : Ascii.IsValid(origin) && origin.Length <= MaxOriginLength ? EchoedSecrets.MaskIn(origin, secrets)
            : null;
    }

    private static string OriginOf(Uri url) => url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
