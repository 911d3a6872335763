using System.Text.RegularExpressions;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>The URL of a webhook in a definition. No message shows it: its path or query may be a secret.</summary>
internal static partial class UrlForm
{
    private const string Name = "url";

    public static Uri? Read(DefinitionObject webhook)
    {
        if (webhook.Text(Name, required: true) is not { } text)
        {
            return null;
        }

        if (!WebhookUrl.TryRead(text, out Uri? url))
        {
            webhook.Add(Name, "is not a URL; give an absolute one such as 'https://erp.example.com/hooks'.");
            return null;
        }

        // System.Uri mends what other programs refuse; a user name or another scheme is a fault that the validator finds.
        if (url is { IsAbsoluteUri: true, UserInfo: "", Scheme: "http" or "https" } && !PlainUrl.IsMatch(text))
        {
            webhook.Add(
                Name,
                "has white space around it, or a backslash, an at sign or a control character where a URL has none; "
                + "write it such as 'https://erp.example.com/hooks'.");
        }

        return url;
    }

    public static void Write(Uri url, DefinitionOutput output) =>
        output.Json.WriteString(Name, output.IncludesSecrets ? url.OriginalString : WebhookUrl.Masked(url));

    // As in docs/workflow.schema.json.
    [GeneratedRegex(
        @"\A[hH][tT][tT][pP][sS]?://[^/?#@\\\u0000-\u0020\u007f]+([/?#]([\s\S]*[^\u0000-\u0020])?)?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex PlainUrl { get; }
}
