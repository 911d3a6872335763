using System.Diagnostics.CodeAnalysis;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Workflows.Definitions;

namespace Totvs.Webhooks.Workflows;

/// <summary>
/// Reads and checks URLs alike on every system, and shows of one what is no secret: with many receivers path and query are the password.
/// </summary>
internal static class WebhookUrl
{
    private const int MaxLength = 8_192;
    private const string MaskedPath = "/" + WorkflowWriter.Mask;

    /// <summary>Reads a URL; one that begins with a slash is relative, and not the file that Unix would take it for.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(text, text.StartsWith('/') ? UriKind.Relative : UriKind.RelativeOrAbsolute, out url);

    /// <summary>What is wrong with a URL, and the remedy, or <see langword="null"/>. Shows no more of it than its scheme.</summary>
    public static string? FaultOf(Uri? url) => url switch
    {
        null => "is missing; give the public URL of the system to notify.",
        { IsAbsoluteUri: false } => "is relative; give an absolute URL such as 'https://erp.example.com/hooks'.",
        { Scheme: not ("http" or "https") } => $"has the scheme '{url.Scheme}'; use https, or http.",
        { UserInfo.Length: > 0 } => "carries a user name or password; take it out of the URL and send it in an Authorization header.",
        { Host.Length: 0 } => "has no host; give an absolute URL such as 'https://erp.example.com/hooks'.",
        _ when UnicodeRules.LengthOf(url.OriginalString) is > MaxLength and var length =>
            $"is {length} characters long; use at most {MaxLength}.",
        _ when IsMasked(url) =>
            $"has the path '/{WorkflowWriter.Mask}', which stands for one that was masked when the workflow was written; "
            + "put the true URL in its place.",
        _ => null,
    };

    /// <summary>Scheme, host and port of a URL, and a mask where there is more. Throws for no URL, valid or not.</summary>
    public static string Masked(Uri? url) => url switch
    {
        null => "",
        { IsAbsoluteUri: false } => WorkflowWriter.Mask,
        { Scheme: not ("http" or "https") } => $"{url.Scheme}:{WorkflowWriter.Mask}",
        _ => url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) + (HasMore(url) ? MaskedPath : ""),
    };

    private static bool IsMasked(Uri url) => url is { IsAbsoluteUri: true, AbsolutePath: MaskedPath };

    private static bool HasMore(Uri url) => url.PathAndQuery is not "/" || url.Fragment.Length > 0 || url.UserInfo.Length > 0;
}
