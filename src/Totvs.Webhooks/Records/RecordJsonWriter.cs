using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Totvs.Webhooks.Records;

/// <summary>
/// Writes the values of a dictionary as JSON, without reflection. What it does not know is refused by its type and place: a guess would
/// make conditions lie.
/// </summary>
internal sealed class RecordJsonWriter(Utf8JsonWriter writer, RecordBuffer buffer)
{
    private const int Levels = 64;
    private const int MostValues = 100_000;
    private const int LongestPlace = 100;
    private const int DeepestNode = 1_000;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = DeepestNode };

    private int _values;

    public static JsonElement Write(IReadOnlyDictionary<string, object?> values)
    {
        var buffer = new RecordBuffer();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            new RecordJsonWriter(writer, buffer).WriteObject(values, "", 1);
        }

        return buffer.Parse(Levels);
    }

    private void WriteObject(IEnumerable<KeyValuePair<string, object?>> members, string place, int level)
    {
        RefuseDeep(place, level);
        writer.WriteStartObject();
        foreach ((string name, object? value) in members)
        {
            WriteMember(name, value, place, level);
        }

        writer.WriteEndObject();
    }

    private void WriteDictionary(IDictionary members, string place, int level)
    {
        RefuseDeep(place, level);
        if (RecordLists.NamesOf(members) is { } names && names != typeof(string) && names != typeof(object))
        {
            throw new ArgumentException(
                $"The value at '{Shorten(place)}' is of the type {members.GetType()}, whose names are of the type {names}; use a dictionary by text.");
        }

        writer.WriteStartObject();
        foreach (DictionaryEntry member in members)
        {
            string name = member.Key as string ?? throw new ArgumentException(
                $"The value at '{Shorten(place)}' has the name '{member.Key}', which is of the type {member.Key.GetType()}; use a dictionary by text.");
            WriteMember(name, member.Value, place, level);
        }

        writer.WriteEndObject();
    }

    private void WriteMember(string name, object? value, string place, int level)
    {
        string inner = place.Length == 0 ? name : $"{place}.{name}";
        if (!UnicodeRules.IsWhole(name))
        {
            throw new ArgumentException($"The name at '{Shorten(inner)}' {UnicodeRules.Halved}");
        }

        writer.WritePropertyName(name);
        WriteValue(value, inner, level);
    }

    private void WriteList(IEnumerable items, string place, int level)
    {
        RefuseDeep(place, level);
        writer.WriteStartArray();
        int index = 0;
        foreach (object? item in items)
        {
            WriteValue(item, string.Create(CultureInfo.InvariantCulture, $"{place}[{index++}]"), level);
        }

        writer.WriteEndArray();
    }

    private void WriteValue(object? value, string place, int level)
    {
        if (++_values > MostValues)
        {
            throw new ArgumentException(
                $"The value at '{Shorten(place)}' is one of more than {MostValues}, the most that a record may have; pass the fields that conditions ask for.");
        }

        buffer.Place = place;
        switch (value)
        {
            case null or DBNull:
                writer.WriteNullValue();
                break;
            case JsonElement element:
                WriteJson(element, place, level);
                break;
            case JsonDocument document:
                WriteJson(document, place, level);
                break;
            case JsonNode node:
                WriteJson(ElementOf(node, place), place, level);
                break;
            case IReadOnlyDictionary<string, object?> or IDictionary<string, object?>:
                WriteObject((IEnumerable<KeyValuePair<string, object?>>)value, place, level + 1);
                break;
            case IDictionary members:
                WriteDictionary(members, place, level + 1);
                break;
            case not null when RecordScalars.TryWrite(writer, value, Shorten(place)):
                break;
            default:
                WriteList(RecordLists.Find(value) ?? throw Unknown(value, place), place, level + 1);
                break;
        }
    }

    private void WriteJson(JsonDocument document, string place, int level)
    {
        try
        {
            WriteJson(document.RootElement, place, level);
        }
        catch (ObjectDisposedException exception)
        {
            throw Disposed(place, exception);
        }
    }

    private void WriteJson(JsonElement element, string place, int level)
    {
        try
        {
            if (element.ValueKind == JsonValueKind.Undefined)
            {
                throw new ArgumentException($"The value at '{Shorten(place)}' is an undefined {typeof(JsonElement)}; pass a value, or null.");
            }

            if (!RecordDepth.Fits(element, Levels - level))
            {
                throw TooDeep(place);
            }

            JsonText.Write(writer, element);
        }
        catch (ObjectDisposedException exception)
        {
            throw Disposed(place, exception);
        }
    }

    private static JsonElement ElementOf(JsonNode node, string place)
    {
        var room = new RecordBuffer();
        try
        {
            using (var nodeWriter = new Utf8JsonWriter(room, Options))
            {
                node.WriteTo(nodeWriter);
            }

            return room.Parse(DeepestNode);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or NotSupportedException or JsonException)
        {
            throw new ArgumentException($"The value at '{Shorten(place)}' is a {node.GetType()} that cannot be written: {exception.Message}", exception);
        }
    }

    private static void RefuseDeep(string place, int level)
    {
        if (level > Levels)
        {
            throw TooDeep(place);
        }
    }

    private static ArgumentException TooDeep(string place) =>
        new($"The value at '{Shorten(place)}' is more than {Levels} levels deep, or contains itself; pass a flatter one.");

    private static ArgumentException Disposed(string place, ObjectDisposedException exception) =>
        new($"The value at '{Shorten(place)}' is of a {typeof(JsonDocument)} that was disposed; pass its clone.", exception);

    private static ArgumentException Unknown(object value, string place) => new(
        $"The value at '{Shorten(place)}' is of the type {value.GetType()}, which has no JSON form here; "
        + "use texts, numbers, booleans, dates, arrays, lists and dictionaries by text, "
        + (RecordTypes.IsToken(value.GetType()) ? "RecordJson.Parse(token.ToString())." : "or RecordJson.From(value, typeInfo)."));

    private static string Shorten(string place) => place.Length <= LongestPlace ? place : $"{place.AsSpan(0, LongestPlace)}…";
}
