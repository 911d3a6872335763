using System.Diagnostics.CodeAnalysis;
using Totvs.Webhooks.Workflows.Definitions;

namespace Totvs.Webhooks.Workflows;

/// <summary>Reads URLs from text alike on every system, and shows of one what is no secret: with many receivers path and query are the
/// password.</summary>
internal static class WebhookUrl
{
    private const string MaskedPath = "/" + WorkflowWriter.Mask;

    /// <summary>Reads a URL; one that begins with a slash is relative, and not the file that Unix would take it for.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(text, text.StartsWith('/') ? UriKind.Relative : UriKind.RelativeOrAbsolute, out url);

    /// <summary>Scheme, host and port of a URL, and a mask where there is more. Throws for no URL, valid or not.</summary>
    public static string Masked(Uri? url) => url switch
    {
        null => "",
        { IsAbsoluteUri: false } => WorkflowWriter.Mask,
        { Scheme: not ("http" or "https") } => $"{url.Scheme}:{WorkflowWriter.Mask}",
        _ => url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) + (HasMore(url) ? MaskedPath : ""),
    };

    /// <summary>Whether a URL is what <see cref="Masked"/> showed of another.</summary>
    public static bool IsMasked(Uri url) => url is { IsAbsoluteUri: true, AbsolutePath: MaskedPath };

    private static bool HasMore(Uri url) => url.PathAndQuery is not "/" || url.Fragment.Length > 0 || url.UserInfo.Length > 0;
}
