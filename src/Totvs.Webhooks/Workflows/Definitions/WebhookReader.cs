using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Signing;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>Reads the webhook of a workflow.</summary>
internal static partial class WebhookReader
{
    private static readonly SearchValues<char> White = SearchValues.Create(" \t\r\n");

    /// <summary>Every member that the form of a secret with an end knows.</summary>
    public static IReadOnlyList<string> SecretMembers { get; } = ["secret", "endsAt"];

    public static IReadOnlyList<string> Members { get; } = ["url", "headers", "signingSecrets", "contentType", "sendExternalId", "connectTimeout", "responseTimeout", "maxConcurrentAttempts", "maxAttemptsPerSecond", "orderedByRecord"];

    public static WebhookAction? Read(DefinitionMembers workflow, FaultList faults)
    {
        if (workflow.Object("webhook", Members, required: true) is not { } webhook)
        {
            return null;
        }

        return new WebhookAction
        {
            Url = webhook.Text("url", required: true) is { } url ? ReadUrl(url, faults) : null!,
            Headers = [.. webhook.Texts("headers")],
            SigningSecrets = ReadSecrets(webhook),
            ContentType = webhook.Text("contentType") ?? WebhookContentType.Default,
            SendsExternalId = webhook.Boolean("sendExternalId", whenMissing: true),
            ConnectTimeout = webhook.Duration("connectTimeout"),
            ResponseTimeout = webhook.Duration("responseTimeout"),
            MaxConcurrentAttempts = webhook.Count("maxConcurrentAttempts"),
            MaxAttemptsPerSecond = webhook.Number("maxAttemptsPerSecond", WorkflowValidator.LowestRate, WorkflowValidator.HighestRate),
            OrderedByRecord = webhook.Boolean("orderedByRecord", whenMissing: false),
        };
    }

    private static List<WebhookSecret> ReadSecrets(DefinitionMembers webhook)
    {
        List<WebhookSecret> secrets = [];
        IReadOnlyList<JsonElement> entries = webhook.List("signingSecrets");
        for (int index = 0; index < entries.Count; index++)
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"signingSecrets[{index}]");
            if (entries[index].ValueKind == JsonValueKind.Object)
            {
                DefinitionMembers members = webhook.Inner(entries[index], place, SecretMembers);
                DateTimeOffset? endsAt = members.Moment("endsAt");
                if (members.Text("secret", required: true) is { } text && ReadSecret(text, webhook, $"{place}.secret") is { } secret)
                {
                    secrets.Add(secret with { EndsAt = endsAt });
                }
            }
            else if (webhook.TextIn(entries[index], place) is { } text && ReadSecret(text, webhook, place) is { } secret)
            {
                secrets.Add(secret);
            }
        }

        return secrets;
    }

    /// <summary>Never shows the text: it may be nearly the secret.</summary>
    private static WebhookSecret? ReadSecret(string text, DefinitionMembers webhook, string place)
    {
        // The base64 reader passes over white space, which other programs do not.
        WebhookSecret? secret = null;
        if (text.AsSpan().ContainsAny(White) || !WebhookSecret.TryParse(text, out secret))
        {
            webhook.Add(place, text == WorkflowWriter.Mask
                ? $"is '{WorkflowWriter.Mask}', which stands for a secret that was masked when the workflow was written; put the secret in its place."
                : "is not a signing secret: write 'whsec_' and the base64 of 24 to 64 random bytes.");
        }

        return secret;
    }

    private static Uri ReadUrl(string text, FaultList faults)
    {
        if (!WebhookUrl.TryRead(text, out Uri? url))
        {
            return Unreadable(faults);
        }

        // System.Uri mends what other programs refuse; a user name or another scheme is told of by the validator.
        if (url is { IsAbsoluteUri: true, UserInfo: "", Scheme: "http" or "https" } && !PlainUrl.IsMatch(text))
        {
            faults.Add("webhook.url", "has white space around it, or a backslash, an at sign or a control character where a URL has none; write it such as 'https://erp.example.com/hooks'.");
        }

        return url;
    }

    // As in docs/workflow.schema.json.
    [GeneratedRegex(@"\A[hH][tT][tT][pP][sS]?://[^/?#@\\\u0000-\u0020\u007f]+([/?#]([\s\S]*[^\u0000-\u0020])?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainUrl { get; }

    /// <summary>Never shows the text: its path or query may be a secret.</summary>
    private static Uri Unreadable(FaultList faults)
    {
        faults.Add("webhook.url", "is not a URL; give an absolute one such as 'https://erp.example.com/hooks'.");
        return null!;
    }
}
