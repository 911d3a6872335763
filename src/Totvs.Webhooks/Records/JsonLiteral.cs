using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Totvs.Webhooks.Records;

/// <summary>Makes JSON values of .NET ones.</summary>
internal static class JsonLiteral
{
    // Literals never go into HTML; without needless escapes they compare byte by byte and read as they were written.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonElement Text(string? value) =>
        value is null ? JsonElement.Parse("null"u8) : Write(writer => writer.WriteStringValue(value));

    public static JsonElement Number(decimal value) => Write(writer => writer.WriteNumberValue(value));

    public static JsonElement Number(double value) => double.IsFinite(value)
        ? Write(writer => writer.WriteNumberValue(value))
        : throw new ArgumentException($"'{value}' is no JSON number; use a finite one.", nameof(value));

    public static JsonElement Boolean(bool value) => JsonElement.Parse(value ? "true"u8 : "false"u8);

    public static JsonElement Moment(DateTimeOffset value) => Write(writer => writer.WriteStringValue(value));

    public static JsonElement Date(DateOnly value) => Text(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static JsonElement Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        // The default limit would refuse a copy of a deep record, which was read under the host's own limit.
        return JsonElement.Parse(buffer.WrittenSpan, new JsonDocumentOptions { MaxDepth = int.MaxValue });
    }
}
