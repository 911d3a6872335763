using System.Globalization;
using System.Text.Json;
using Totvs.Webhooks.Workflows.Conditions.Definition;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>Reads the webhook of a workflow.</summary>
internal static class WebhookReader
{
    private static readonly string[] SecretMembers = ["secret", "endsAt"];

    public static IReadOnlyList<string> Members { get; } = ["url", "headers", "signingSecrets", "sendExternalId", "connectTimeout", "responseTimeout", "maxConcurrentAttempts", "maxAttemptsPerSecond", "orderedByRecord"];

    public static WebhookAction? Read(DefinitionMembers workflow, FaultList faults)
    {
        if (workflow.Object("webhook", Members, required: true) is not { } webhook)
        {
            return null;
        }

        string url = webhook.Text("url", required: true) ?? "";
        return new WebhookAction
        {
            Url = WebhookUrl.TryRead(url, out Uri? parsed) ? parsed : Unreadable(faults),
            Headers = [.. webhook.Texts("headers")],
            SigningSecrets = ReadSecrets(webhook),
            SendsExternalId = webhook.Boolean("sendExternalId", whenMissing: true),
            ConnectTimeout = webhook.Duration("connectTimeout"),
            ResponseTimeout = webhook.Duration("responseTimeout"),
            MaxConcurrentAttempts = webhook.Count("maxConcurrentAttempts"),
            MaxAttemptsPerSecond = webhook.Number("maxAttemptsPerSecond"),
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
        if (!WebhookSecret.TryParse(text, out WebhookSecret? secret))
        {
            webhook.Add(place, text == WorkflowWriter.Mask
                ? $"is '{WorkflowWriter.Mask}', which stands for a secret that was masked when the workflow was written; put the secret in its place."
                : "is not a signing secret: write 'whsec_' and the base64 of 24 to 64 random bytes.");
        }

        return secret;
    }

    /// <summary>Never shows the text: its path or query may be a secret.</summary>
    private static Uri Unreadable(FaultList faults)
    {
        faults.Add("webhook.url", "is not a URL; give an absolute one such as 'https://erp.example.com/hooks'.");
        return null!;
    }
}
