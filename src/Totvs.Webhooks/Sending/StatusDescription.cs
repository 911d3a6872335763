using System.Collections.Frozen;
using System.Net;

namespace Totvs.Webhooks.Sending;

/// <summary>One sentence about a status; the name is the standard's, not what the receiver wrote.</summary>
internal static class StatusDescription
{
    private static readonly FrozenDictionary<HttpStatusCode, string> Known =
        Enum.GetValues<HttpStatusCode>().Distinct().ToFrozenDictionary(status => status, Describe);

    public static string Of(HttpStatusCode status) => Known.GetValueOrDefault(status) ?? Describe(status);

    private static string Describe(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => $"The receiver answered {Name(status)}.",
        >= 300 and < 400 => $"The receiver answered {Name(status)}; redirects are not followed: give the workflow the URL it points to.",
        401 or 403 => $"The receiver answered {Name(status)}: check the workflow's headers.",
        404 or 405 => $"The receiver answered {Name(status)}: check the workflow's URL.",
        _ => $"The receiver answered {Name(status)}.",
    };

    private static string Name(HttpStatusCode status) =>
        Enum.IsDefined(status) ? $"{(int)status} ({status})" : $"{(int)status}";
}
