using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Totvs.Webhooks.Records;

/// <summary>Writes single values: strings, numbers, booleans, dates, UUIDs, URIs, enum members and bytes.</summary>
internal static class RecordScalars
{
    /// <returns>Whether the value is one of them.</returns>
    /// <exception cref="ArgumentException">It is a number that JSON has no form for.</exception>
    public static bool TryWrite(Utf8JsonWriter writer, object value, string place)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                return true;
            case bool boolean:
                writer.WriteBooleanValue(boolean);
                return true;
            case double or float or Half when !IsFinite(value):
                throw RecordFaults.At(place, string.Create(
                    CultureInfo.InvariantCulture,
                    $"is '{value}' of the type {value.GetType()}, which is no JSON number; use a finite one, or null."));
            case double number:
                writer.WriteNumberValue(number);
                return true;
            case float number:
                writer.WriteNumberValue(number);
                return true;
            case decimal number:
                writer.WriteNumberValue(number);
                return true;
            case byte or sbyte or short or ushort or int or uint or long or ulong or Int128 or UInt128 or BigInteger or Half:
                writer.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                return true;
            case DateTimeOffset moment:
                writer.WriteStringValue(moment);
                return true;
            case DateTime moment:
                writer.WriteStringValue(moment);
                return true;
            case DateOnly or TimeOnly:
                writer.WriteStringValue(((IFormattable)value).ToString("O", CultureInfo.InvariantCulture));
                return true;
            case Guid id:
                writer.WriteStringValue(id);
                return true;
            case Enum or char:
                writer.WriteStringValue(value.ToString());
                return true;
            case Uri uri:
                writer.WriteStringValue(uri.OriginalString);
                return true;
            case byte[] bytes:
                writer.WriteBase64StringValue(bytes);
                return true;
            default:
                return false;
        }
    }

    private static bool IsFinite(object number) => number switch
    {
        double value => double.IsFinite(value),
        float value => float.IsFinite(value),
        _ => Half.IsFinite((Half)number),
    };
}
