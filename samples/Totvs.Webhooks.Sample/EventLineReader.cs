using System.Text.Json;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Sample;

/// <summary>Turns a line of the events file into an event.</summary>
/// <param name="findTrigger">Finds the trigger of a code, or returns null.</param>
internal sealed class EventLineReader(Func<string, Trigger?> findTrigger)
{
    private static readonly string[] Members = ["id", "trigger", "recordId", "externalId", "record", "previousRecord"];
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads one line.</summary>
    /// <exception cref="FormatException">The line is not an event; the message says why.</exception>
    public SampleEvent Read(string line, int lineNumber)
    {
        JsonElement root = Parse(line);
        string triggerCode = RequiredText(root, "trigger");
        Trigger trigger = findTrigger(triggerCode)
            ?? throw new FormatException($"'{triggerCode}' is not a trigger of the catalogue, such as opportunity.won.");

        return new SampleEvent(
            OptionalText(root, "id") ?? $"line {lineNumber}",
            new WorkflowEvent(trigger, RequiredText(root, "recordId"))
            {
                ExternalId = OptionalText(root, "externalId"),
                Record = OptionalObject(root, "record"),
                PreviousRecord = OptionalObject(root, "previousRecord"),
            });
    }

    private static JsonElement Parse(string line)
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(line, Strict);
        }
        catch (JsonException notJson)
        {
            string place = notJson.BytePositionInLine is { } position ? $" at byte {position + 1}" : "";
            throw new FormatException($"not valid JSON{place}: {SentenceOf(notJson)}", notJson);
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"a JSON object was expected, but this is a JSON {root.ValueKind}.");
        }

        foreach (JsonProperty member in root.EnumerateObject())
        {
            if (!Members.Contains(member.Name))
            {
                throw new FormatException($"'{member.Name}' is not a member of an event; the members are {string.Join(", ", Members)}.");
            }
        }

        return root;
    }

    private static string RequiredText(JsonElement root, string name) =>
        OptionalText(root, name) is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw new FormatException($"'{name}' is missing or empty.");

    private static string? OptionalText(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw new FormatException($"'{name}' must be a text, but is a JSON {value.ValueKind}.");
    }

    private static JsonElement? OptionalObject(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Object
            ? value
            : throw new FormatException($"'{name}' must be a JSON object, but is a JSON {value.ValueKind}.");
    }

    // The parser adds its own line and byte, which count from zero within the line.
    private static string SentenceOf(JsonException notJson) => notJson.Message.Split(" LineNumber:")[0];
}
