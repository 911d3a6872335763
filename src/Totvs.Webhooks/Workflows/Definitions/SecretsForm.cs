using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Totvs.Webhooks.Signing;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>
/// The signing secrets of a webhook in a definition. No message shows one: what is not a secret may be nearly one.
/// </summary>
internal static class SecretsForm
{
    private const string Name = "signingSecrets";
    private const int MaxSecrets = 16;

    private static readonly SearchValues<char> White = SearchValues.Create(" \t\r\n");

    /// <summary>The names of the properties of a secret that ends.</summary>
    public static IReadOnlyList<string> Names { get; } = ["secret", "endsAt"];

    public static List<WebhookSecret> Read(DefinitionObject webhook)
    {
        List<WebhookSecret> secrets = [];
        IReadOnlyList<JsonElement> entries = webhook.Array(Name);
        for (int index = 0; index < entries.Count; index++)
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"{Name}[{index}]");
            if (entries[index].ValueKind == JsonValueKind.Object)
            {
                DefinitionObject secretWithEnd = webhook.Inner(entries[index], place, Names);
                DateTimeOffset? endsAt = secretWithEnd.Moment("endsAt");
                if (secretWithEnd.Text("secret", required: true) is { } text && Read(text, webhook, $"{place}.secret") is { } secret)
                {
                    secrets.Add(secret with { EndsAt = endsAt });
                }
            }
            else if (webhook.TextIn(entries[index], place) is { } text && Read(text, webhook, place) is { } secret)
            {
                secrets.Add(secret);
            }
        }

        return secrets;
    }

    public static void Write(IReadOnlyList<WebhookSecret> secrets, DefinitionOutput output)
    {
        if (secrets.Count == 0)
        {
            return;
        }

        output.Json.WriteStartArray(Name);
        foreach (WebhookSecret secret in secrets)
        {
            Write(secret, output);
        }

        output.Json.WriteEndArray();
    }

    public static void Check(IReadOnlyList<WebhookSecret>? secrets, PropertyFaults faults)
    {
        if (secrets is null)
        {
            faults.Add("is missing; leave it out, or give an array, empty or not.");
            return;
        }

        for (int index = 0; index < secrets.Count; index++)
        {
            if (secrets[index] is null)
            {
                faults.AddAt($"[{index}]", "is null; leave the entry out.");
            }
        }

        if (secrets.Count > MaxSecrets)
        {
            faults.Add($"holds {secrets.Count} secrets; use at most {MaxSecrets}.");
        }
    }

    private static WebhookSecret? Read(string text, DefinitionObject webhook, string place)
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

    private static void Write(WebhookSecret secret, DefinitionOutput output)
    {
        if (secret.EndsAt is not { } endsAt)
        {
            output.Json.WriteStringValue(output.Masked(secret.Reveal()));
            return;
        }

        output.Json.WriteStartObject();
        output.Json.WriteString("secret", output.Masked(secret.Reveal()));
        output.Json.WriteString("endsAt", endsAt);
        output.Json.WriteEndObject();
    }
}
