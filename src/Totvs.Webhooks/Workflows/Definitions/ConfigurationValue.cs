using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using Totvs.Webhooks.Workflows.Conditions.Definition;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>
/// What a text of the configuration stands for, by the member it is the value of. Only what a condition compares with is open: there <c>true</c> and <c>false</c> in
/// any case are booleans, what JSON would take for a number is one, and anything else is a text, as is all of it where the operator takes texts only. A text in double
/// quotes is the JSON text: <c>"10000"</c> with its quotes is the text 10000.
/// </summary>
/// <param name="member">The name of the member, or of the list that it is an entry of.</param>
/// <param name="context">What it stands in.</param>
/// <param name="conditionOperator">The operator that stands beside it, if any.</param>
internal sealed partial class ConfigurationValue(string member, ConfigurationContext context = ConfigurationContext.Form, string? conditionOperator = null)
{
    private static readonly string[] Booleans = ["active", "sendExternalId", "orderedByRecord", "ignoreCase"];
    private static readonly string[] Operands = ["value", "values", "from", "to", "literal"];

    private static readonly FrozenDictionary<string, string> Names = new HashSet<string>(
    [
        .. WorkflowSetReader.Members, .. TriggerReader.Members, .. WebhookReader.Members, "secret", "endsAt",
        "all", "any", "not", .. FieldConditionReader.Members, "previous", "now", "literal",
    ]).ToFrozenDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The member's name.</summary>
    public string Member => member;

    /// <summary>What its own members stand in.</summary>
    public ConfigurationContext Inside => context != ConfigurationContext.Form ? context : member switch
    {
        "headers" => ConfigurationContext.Headers,
        "literal" => ConfigurationContext.Literal,
        _ => ConfigurationContext.Form,
    };

    private bool IsNumber => context == ConfigurationContext.Form && member is "maxConcurrentAttempts" or "maxAttemptsPerSecond";

    private bool IsBoolean => context == ConfigurationContext.Form && Booleans.Contains(member);

    private bool IsOpen => context == ConfigurationContext.Literal || (context == ConfigurationContext.Form && Operands.Contains(member) && !TakesTextOnly);

    private bool TakesTextOnly =>
        conditionOperator is not null && OperatorFacts.Find(conditionOperator)?.Shape is OperandShape.Text or OperandShape.Pattern or OperandShape.Date or OperandShape.Duration;

    /// <summary>The name in the case of the form; one that the form does not know stays, to be refused.</summary>
    public static string NameOf(string key) => Names.GetValueOrDefault(key, key);

    public void Write(Utf8JsonWriter writer, string? text)
    {
        if (text is null)
        {
            writer.WriteNullValue();
        }
        else if ((IsBoolean || IsOpen) && BooleanOf(text) is { } boolean)
        {
            writer.WriteBooleanValue(boolean);
        }
        else if ((IsOpen || IsNumber) && Number.IsMatch(text))
        {
            writer.WriteRawValue(text);
        }
        else
        {
            writer.WriteStringValue(IsOpen ? Unquoted(text) : text);
        }
    }

    private static bool? BooleanOf(string text) =>
        text.Equals("true", StringComparison.OrdinalIgnoreCase) ? true : text.Equals("false", StringComparison.OrdinalIgnoreCase) ? false : null;

    private static string Unquoted(string text)
    {
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"')
        {
            return text;
        }

        try
        {
            return JsonElement.Parse(text).GetString()!;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // It only begins and ends with a quote.
            return text;
        }
    }

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number { get; }
}
