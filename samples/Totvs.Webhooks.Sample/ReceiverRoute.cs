using Microsoft.AspNetCore.Http;

namespace Totvs.Webhooks.Sample;

/// <summary>How the local receiver answers: the first part of the path decides.</summary>
internal static class ReceiverRoute
{
    /// <summary>Answers 204 at once.</summary>
    public const string Steady = "steady";

    /// <summary>Answers 503 the first time an event comes, then 204.</summary>
    public const string BusyAtFirst = "busy-at-first";

    /// <summary>Gives no answer the first time an event comes, so that the sender times out, then 204.</summary>
    public const string SilentAtFirst = "silent-at-first";

    /// <summary>Answers 500, always.</summary>
    public const string AlwaysBroken = "always-broken";

    /// <summary>Answers 410, always.</summary>
    public const string AlwaysGone = "always-gone";

    /// <summary>The status to answer with.</summary>
    /// <param name="path">The path of the request.</param>
    /// <param name="attempt">How many times this event has come, this time included.</param>
    /// <returns>The status, or <see langword="null"/> for no answer.</returns>
    public static int? StatusFor(string path, int attempt) =>
        path.TrimStart('/').Split('/')[0] switch
        {
            Steady => StatusCodes.Status204NoContent,
            BusyAtFirst => attempt == 1 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status204NoContent,
            SilentAtFirst => attempt == 1 ? null : StatusCodes.Status204NoContent,
            AlwaysBroken => StatusCodes.Status500InternalServerError,
            AlwaysGone => StatusCodes.Status410Gone,
            _ => StatusCodes.Status404NotFound,
        };
}
