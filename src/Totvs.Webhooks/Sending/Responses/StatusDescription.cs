using System.Collections.Frozen;
using System.Net;

namespace Totvs.Webhooks.Sending.Responses;

/// <summary>Describes a status in one sentence, with the standard's name, not the receiver's.</summary>
internal static class StatusDescription
{
    private static readonly FrozenDictionary<HttpStatusCode, string> Known =
        Enum.GetValues<HttpStatusCode>().Distinct().ToFrozenDictionary(status => status, Describe);

    public static string Of(HttpStatusCode status) => Known.GetValueOrDefault(status) ?? Describe(status);

    /// <summary>Whether a status is a redirect (RFC 9110, section 15.4). 304 and the retired statuses are not.</summary>
    public static bool IsRedirect(HttpStatusCode status) => (int)status is 300 or 301 or 302 or 303 or 307 or 308;

    /// <summary>Describes a redirect with its target.</summary>
    public static string OfRedirect(HttpStatusCode status, string target) =>
        $"The receiver answered {Name(status)} and points to {target}; redirects are not followed: give the workflow the URL it points to.";

    private static string Describe(HttpStatusCode status) => (int)status switch
    {
        _ when IsRedirect(status) =>
            $"The receiver answered {Name(status)}; redirects are not followed: give the workflow the URL it points to.",
        401 or 403 => $"The receiver answered {Name(status)}: check the workflow's headers.",
        404 or 405 => $"The receiver answered {Name(status)}: check the workflow's URL.",
        _ => $"The receiver answered {Name(status)}.",
    };

    private static string Name(HttpStatusCode status) =>
        Enum.IsDefined(status) ? $"{(int)status} ({status})" : $"{(int)status}";
}
