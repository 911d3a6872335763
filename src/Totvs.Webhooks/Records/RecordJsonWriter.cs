using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Totvs.Webhooks.Records;

/// <summary>
/// Writes the values of a dictionary as JSON, without reflection. A value of a type that it does not know is refused by its type and place:
/// a guess would make conditions judge other values than the host has.
/// </summary>
/// <remarks>
/// A source-generated context writes only the types that it names: no collection of the host's, no place in its errors, no bound on an
/// endless sequence.
/// </remarks>
internal sealed class RecordJsonWriter(Utf8JsonWriter writer, RecordBuffer buffer)
{
    private const int MaxLevels = 64;
    private const int MaxValues = 100_000;
    private const int MaxNodeLevels = 1_000;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxNodeLevels,
    };

    private int _values;

    public static JsonElement Write(IReadOnlyDictionary<string, object?> values)
    {
        var buffer = new RecordBuffer();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            new RecordJsonWriter(writer, buffer).WriteObject(values, "", 1);
        }

        return buffer.Parse(MaxLevels);
    }

    private void WriteObject(IEnumerable<KeyValuePair<string, object?>> properties, string place, int level)
    {
        RefuseDeep(place, level);
        writer.WriteStartObject();
        foreach ((string name, object? value) in properties)
        {
            WriteProperty(name, value, place, level);
        }

        writer.WriteEndObject();
    }

    private void WriteDictionary(IDictionary properties, string place, int level)
    {
        RefuseDeep(place, level);
        if (RecordLists.NamesOf(properties) is { } names && names != typeof(string) && names != typeof(object))
        {
            throw RecordFaults.At(
                place, $"is of the type {properties.GetType()}, whose names are of the type {names}; use a dictionary by string.");
        }

        writer.WriteStartObject();
        foreach (DictionaryEntry property in properties)
        {
            string name = property.Key as string ?? throw RecordFaults.At(
                place, $"has the name '{property.Key}', which is of the type {property.Key.GetType()}; use a dictionary by string.");
            WriteProperty(name, property.Value, place, level);
        }

        writer.WriteEndObject();
    }

    private void WriteProperty(string name, object? value, string place, int level)
    {
        string inner = place.Length == 0 ? name : $"{place}.{name}";
        if (!UnicodeRules.IsWhole(name))
        {
            throw new ArgumentException($"The name at '{RecordFaults.Shorten(inner)}' {UnicodeRules.Halved}");
        }

        writer.WritePropertyName(name);
        WriteValue(value, inner, level);
    }

    private void WriteArray(IEnumerable items, string place, int level)
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
        if (++_values > MaxValues)
        {
            throw RecordFaults.At(
                place, $"is one of more than {MaxValues}, the most that a record may have; pass the fields that conditions ask for.");
        }

        buffer.Place = place;
        switch (value)
        {
            case null or DBNull:
                writer.WriteNullValue();
                break;
            case JsonElement or JsonDocument:
                WriteJson(value, place, level);
                break;
            case JsonNode node:
                WriteJson(ElementOf(node, place), place, level);
                break;
            case IReadOnlyDictionary<string, object?> or IDictionary<string, object?>:
                WriteObject((IEnumerable<KeyValuePair<string, object?>>)value, place, level + 1);
                break;
            case IDictionary properties:
                WriteDictionary(properties, place, level + 1);
                break;
            case not null when RecordScalars.TryWrite(writer, value, place):
                break;
            default:
                WriteArray(RecordLists.Find(value) ?? throw RecordFaults.Unknown(value, place), place, level + 1);
                break;
        }
    }

    /// <param name="json">A <see cref="JsonElement"/> or a <see cref="JsonDocument"/>.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="level">How deep that is.</param>
    private void WriteJson(object json, string place, int level)
    {
        try
        {
            JsonElement element = json is JsonDocument document ? document.RootElement : (JsonElement)json;
            if (element.ValueKind == JsonValueKind.Undefined)
            {
                throw RecordFaults.At(place, $"is an undefined {typeof(JsonElement)}; pass a value, or null.");
            }

            if (!RecordDepth.Fits(element, MaxLevels - level))
            {
                throw RecordFaults.TooDeep(place, MaxLevels);
            }

            JsonText.Write(writer, element);
        }
        catch (ObjectDisposedException exception)
        {
            throw RecordFaults.Disposed(place, exception);
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

            return room.Parse(MaxNodeLevels);
        }
        catch (Exception exception) when (exception
            is ArgumentException or InvalidOperationException or NotSupportedException or JsonException)
        {
            throw RecordFaults.At(place, $"is a {node.GetType()} that cannot be written: {exception.Message}", exception);
        }
    }

    private static void RefuseDeep(string place, int level)
    {
        if (level > MaxLevels)
        {
            throw RecordFaults.TooDeep(place, MaxLevels);
        }
    }
}
