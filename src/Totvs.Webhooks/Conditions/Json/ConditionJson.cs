using System.Text;
using System.Text.Json;

namespace Totvs.Webhooks.Conditions.Json;

/// <summary>
/// Conditions as a string that holds their JSON, which is how configuration keeps them. A filter text begins with a brace as well.
/// </summary>
internal static class ConditionJson
{
    /// <summary>
    /// Whether a text is the JSON of an object, or was meant to be: a brace, and then the name of a property with its colon.
    /// </summary>
    public static bool IsObject(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = ConditionLimits.JsonDepth,
        });
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject
                && reader.Read() && reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.EndObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Parses it.</summary>
    /// <returns>The JSON, or <see langword="null"/> where a fault was added.</returns>
    public static JsonDocument? Parse(string text, FaultList faults, string place)
    {
        byte[] utf8Json = Encoding.UTF8.GetBytes(text);
        try
        {
            return JsonDocument.Parse(utf8Json, new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
                MaxDepth = ConditionLimits.JsonDepth,
            });
        }
        catch (JsonException exception)
        {
            (long line, long column) = JsonPositions.PositionOf(
                utf8Json, exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0);
            faults.Add(
                place,
                $"the text begins as JSON, but is not valid from its line {line}, column {column} on; "
                + "look for a comma, quote or bracket that is missing or too many just before.");
            return null;
        }
    }
}
