using System.Net.Http.Headers;
using System.Text;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sending.Responses;

/// <summary>Says where a redirect points to, by scheme, host and port alone: the rest of a URL may be a secret.</summary>
internal static class RedirectTarget
{
    // A name of the DNS, a port and a scheme: what is longer is no host.
    private const int LongestOrigin = 280;

    /// <returns>Where to, or <see langword="null"/> when that is not told or is no http or https URL.</returns>
    public static string? Of(HttpResponseHeaders headers, WebhookAction action, SecretTexts secrets)
    {
        // As text: read as a URI, a path that stands alone would be a file of this machine.
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
            : Ascii.IsValid(origin) && origin.Length <= LongestOrigin ? EchoedSecrets.MaskIn(origin, secrets)
            : null;
    }

    private static string OriginOf(Uri url) => url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
