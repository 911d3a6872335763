using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using Totvs.Webhooks.Workflows.Definitions;

namespace Totvs.Webhooks.Workflows.Sources;

/// <summary>
/// What a text of the configuration stands for, by the member it is the value of: a boolean or a number where the form has one, and a
/// text anywhere else.
/// </summary>
/// <param name="member">The name of the member, or of the list that it is an entry of.</param>
/// <param name="context">What it stands in.</param>
internal sealed partial class ConfigurationValue(string member, ConfigurationContext context = ConfigurationContext.Form)
{
    private static readonly string[] Booleans = ["active", "sendExternalId", "orderedByRecord"];
    private static readonly string[] Numbers = ["maxConcurrentAttempts", "maxAttemptsPerSecond"];

    private static readonly FrozenDictionary<string, string> Names = new HashSet<string>(
        [.. WorkflowSetReader.Members, .. TriggerReader.Members, .. WebhookReader.Members, .. WebhookReader.SecretMembers])
        .ToFrozenDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    /// <summary>What its own members stand in.</summary>
    public ConfigurationContext Inside => context == ConfigurationContext.Form && member != "headers" ? ConfigurationContext.Form : ConfigurationContext.Headers;

    /// <summary>Whether it is the conditions of a workflow, which stand in configuration as one text.</summary>
    public bool IsConditions => context == ConfigurationContext.Form && member == "conditions";

    /// <summary>The name in the case of the form; one that the form does not know stays, to be refused.</summary>
    public static string NameOf(string key) => Names.GetValueOrDefault(key, key);

    public void Write(Utf8JsonWriter writer, string text)
    {
        if (context == ConfigurationContext.Form && Booleans.Contains(member) && bool.TryParse(text, out bool boolean))
        {
            writer.WriteBooleanValue(boolean);
        }
        else if (context == ConfigurationContext.Form && Numbers.Contains(member) && Number.IsMatch(text))
        {
            writer.WriteRawValue(text);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number { get; }
}
