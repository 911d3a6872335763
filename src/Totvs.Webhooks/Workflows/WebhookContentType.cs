using System.Text.RegularExpressions;

namespace Totvs.Webhooks.Workflows;

/// <summary>Which <c>Content-Type</c> a workflow may set: one that is true of a JSON body in UTF-8.</summary>
internal static partial class WebhookContentType
{
    public const string Default = "application/json; charset=utf-8";

    private const int MaxLength = 128;

    /// <summary>What is wrong with it, and the remedy, or <see langword="null"/>.</summary>
    public static string? FaultOf(string? contentType) => contentType is { Length: <= MaxLength } && OfJson().IsMatch(contentType)
        ? null
        : "is not the content type of a JSON body: write 'application/json', or another type that ends with '+json', "
            + "alone or followed by '; charset=utf-8'.";

    // The schema of definition files says the same.
    [GeneratedRegex(
        @"^(application/json|[!#$%&'*+.^_`|~0-9a-z-]+/[!#$%&'*+.^_`|~0-9a-z-]+\+json)( *; *charset=utf-8)?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OfJson();
}
