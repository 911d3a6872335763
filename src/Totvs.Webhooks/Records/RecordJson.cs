using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Totvs.Webhooks.Records;

/// <summary>
/// Makes the JSON records of an event, <c>Record</c> and <c>PreviousRecord</c>, from objects, dictionaries and JSON.
/// </summary>
public static class RecordJson
{
    /// <summary>Makes a record from an object, by the serializer's own naming.</summary>
    /// <typeparam name="T">The object's type.</typeparam>
    /// <param name="value">The object.</param>
    /// <param name="typeInfo">How the serializer writes it, from a source-generated context.</param>
    /// <returns>The record; it does not change when the object does.</returns>
    /// <exception cref="ArgumentException">
    /// The type holds a token of Newtonsoft.Json, which the serializer would write as an empty array, or the record is larger than 64 MiB.
    /// </exception>
    /// <exception cref="NotSupportedException">The serializer cannot write something in it.</exception>
    /// <exception cref="JsonException">The object contains itself.</exception>
    public static JsonElement From<T>(T value, JsonTypeInfo<T> typeInfo)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        RecordTypes.RefuseTokens(typeInfo);
        const int DefaultLevels = 64;
        int levels = typeInfo.Options.MaxDepth == 0 ? DefaultLevels : typeInfo.Options.MaxDepth;
        var buffer = new RecordBuffer();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = typeInfo.Options.Encoder, MaxDepth = levels }))
        {
            JsonSerializer.Serialize(writer, value, typeInfo);
        }

        return buffer.Parse(levels);
    }

    /// <summary>
    /// Makes a record from a dictionary of strings, numbers, booleans, dates, UUIDs, URIs, enum members (by name), bytes (in base64), JSON
    /// values, null and <see cref="DBNull"/>, arrays and the collections of .NET with such values, and nested dictionaries by string.
    /// </summary>
    /// <param name="values">The record's fields by name.</param>
    /// <returns>The record; it does not change when the dictionary does.</returns>
    /// <exception cref="ArgumentException">
    /// A value is of any other type, a number that is not finite, or more than 64 levels deep; a name is no string; the record has more
    /// than 100,000 values, or is larger than 64 MiB. The message names the type and the place.
    /// </exception>
    public static JsonElement From(IReadOnlyDictionary<string, object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return RecordJsonWriter.Write(values);
    }

    /// <summary>Makes a record from JSON.</summary>
    /// <param name="json">One JSON value, at most 64 levels deep.</param>
    /// <returns>The record.</returns>
    /// <exception cref="JsonException"><paramref name="json"/> is not valid JSON.</exception>
    public static JsonElement Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return JsonElement.Parse(json);
    }
}
