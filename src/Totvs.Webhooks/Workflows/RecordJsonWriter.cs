using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Totvs.Webhooks.Workflows.Conditions;
using Totvs.Webhooks.Workflows.Conditions.Evaluation;

namespace Totvs.Webhooks.Workflows;

/// <summary>Writes the values of a dictionary as JSON, without reflection.</summary>
internal static class RecordJsonWriter
{
    private const int Levels = 64;

    public static JsonElement Write(IReadOnlyDictionary<string, object?> values) =>
        JsonLiteral.Write(writer => WriteObject(writer, values, "", 1));

    private static void WriteObject(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> members, string place, int level)
    {
        if (level > Levels)
        {
            throw new ArgumentException($"The value at '{place[..Math.Min(place.Length, 100)]}' is more than {Levels} levels deep, or contains itself; pass a flatter one.");
        }

        writer.WriteStartObject();
        foreach ((string name, object? value) in members)
        {
            writer.WritePropertyName(name);
            WriteValue(writer, value, place.Length == 0 ? name : $"{place}.{name}", level);
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, IEnumerable items, string place, int level)
    {
        if (level > Levels)
        {
            throw new ArgumentException($"The value at '{place[..Math.Min(place.Length, 100)]}' is more than {Levels} levels deep, or contains itself; pass a flatter one.");
        }

        writer.WriteStartArray();
        int index = 0;
        foreach (object? item in items)
        {
            WriteValue(writer, item, string.Create(CultureInfo.InvariantCulture, $"{place}[{index++}]"), level);
        }

        writer.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value, string place, int level)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool boolean:
                writer.WriteBooleanValue(boolean);
                break;
            case double or float when !double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)):
                throw new ArgumentException($"The value at '{place}' is '{value}', which is no JSON number; use a finite one, or null.");
            case double number:
                writer.WriteNumberValue(number);
                break;
            case float number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case byte or sbyte or short or ushort or int or uint or long or ulong or Int128 or UInt128 or System.Numerics.BigInteger:
                writer.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset moment:
                writer.WriteStringValue(moment);
                break;
            case DateTime moment:
                writer.WriteStringValue(moment);
                break;
            case DateOnly or TimeOnly:
                writer.WriteStringValue(((IFormattable)value).ToString("O", CultureInfo.InvariantCulture));
                break;
            case Guid id:
                writer.WriteStringValue(id);
                break;
            case Enum or Uri or char:
                writer.WriteStringValue(value.ToString());
                break;
            case JsonElement { ValueKind: not JsonValueKind.Undefined } element:
                JsonText.Write(writer, element);
                break;
            case JsonNode node:
                node.WriteTo(writer);
                break;
            case IEnumerable<KeyValuePair<string, object?>> members:
                WriteObject(writer, members, place, level + 1);
                break;
            case IEnumerable items and not IDictionary:
                WriteList(writer, items, place, level + 1);
                break;
            default:
                throw new ArgumentException(
                    $"The value at '{place}' is of the type {value.GetType()}, which has no JSON form here; use texts, numbers, booleans, dates, lists and dictionaries by text, or RecordJson.From(value, typeInfo).");
        }
    }
}
