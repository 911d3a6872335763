using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Totvs.Webhooks.Deliveries;

/// <summary>Writes ISO 8601 with milliseconds and a numeric offset, also for UTC.</summary>
internal sealed class PayloadTimestampConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fffzzz";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => Write(writer, value);

    public static void Write(Utf8JsonWriter writer, DateTimeOffset value)
    {
        Span<byte> text = stackalloc byte[32];
        if (!value.TryFormat(text, out int written, Format, CultureInfo.InvariantCulture))
        {
            throw new JsonException($"The time {value:O} does not fit its format.");
        }

        writer.WriteStringValue(text[..written]);
    }
}
