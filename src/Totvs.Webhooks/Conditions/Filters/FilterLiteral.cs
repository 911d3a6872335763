using System.Buffers;
using System.Text.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Filters;

/// <summary>Values of the filter language, which have a type only by how they look.</summary>
internal static class FilterLiteral
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create("{}\",\\|&→>");

    /// <summary>A value without quotes: a JSON number, true, false or null where it reads as one, else a string.</summary>
    public static LiteralOperand Read(string value)
    {
        if (value[0] is '-' or 't' or 'f' or 'n' || char.IsAsciiDigit(value[0]))
        {
            try
            {
                return new LiteralOperand(JsonElement.Parse(value));
            }
            catch (JsonException)
            {
                // It only begins like a JSON value: a date, a phone number, a name.
                return new LiteralOperand(JsonLiteral.Text(value));
            }
        }

        return new LiteralOperand(JsonLiteral.Text(value));
    }

    /// <summary>Writes a literal so that it reads back the same, or <see langword="null"/> where the language cannot.</summary>
    public static string? Write(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return JsonText.WholeOf(value);
        }

        string text = JsonText.ToString(JsonText.Raw(value));
        bool isPlain = text.Length > 0
            && !text.AsSpan().ContainsAny(NeedsQuotes)
            && !text.Any(char.IsControl)
            && text.Trim().Length == text.Length
            && Read(text) is LiteralOperand { Value.ValueKind: JsonValueKind.String };
        return isPlain ? text : JsonText.WholeOf(JsonLiteral.Text(text));
    }
}
