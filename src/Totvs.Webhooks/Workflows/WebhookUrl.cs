using System.Diagnostics.CodeAnalysis;

namespace Totvs.Webhooks.Workflows;

/// <summary>Reads URLs from text alike on every system.</summary>
internal static class WebhookUrl
{
    /// <summary>Reads a URL; one that begins with a slash is relative, and not the file that Unix would take it for.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(text, text.StartsWith('/') ? UriKind.Relative : UriKind.RelativeOrAbsolute, out url);
}
