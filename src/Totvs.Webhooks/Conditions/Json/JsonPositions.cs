using System.Globalization;
using System.Text;
using System.Text.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Json;

/// <summary>
/// Finds the line and column of places in a JSON text. Made only for a fault: it reads the text again.
/// </summary>
internal sealed class JsonPositions
{
    // A longer place is found by the object around it: nested names of a million characters would take memory without bound.
    private const int MaxPlaceLength = 1_000;

    private readonly TextLines _lines;
    private readonly Dictionary<string, int> _offsets = new(StringComparer.Ordinal);

    public JsonPositions(ReadOnlySpan<byte> utf8Json, JsonReaderOptions options)
    {
        byte[] text = utf8Json.ToArray();
        _lines = new TextLines(text);
        var reader = new Utf8JsonReader(text, options);
        reader.Read();
        ReadValue(ref reader, "");
    }

    /// <summary>The line and column, both from 1, of a place, or of the nearest thing around it that is there.</summary>
    public (long Line, long Column) Find(string place)
    {
        string known = place.Length <= MaxPlaceLength ? place : place[..MaxPlaceLength];
        while (known.Length > 0)
        {
            if (_offsets.TryGetValue(known, out int offset)
                || (MemberInQuotes(known) is { } member && _offsets.TryGetValue(member, out offset)))
            {
                return _lines.PositionOf(offset);
            }

            int end = known.LastIndexOfAny(['.', '[']);
            known = end < 0 ? "" : known[..end];
        }

        return _lines.PositionOf(_offsets[""]);
    }

    /// <summary>The line and column, both from 1 and in characters, of an offset in bytes.</summary>
    public static (long Line, long Column) PositionOf(ReadOnlySpan<byte> text, int offset)
    {
        ReadOnlySpan<byte> before = text[..Math.Min(offset, text.Length)];
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    /// <summary>The line and column, both from 1 and in characters, of an offset in bytes within a line that is counted from 0.</summary>
    public static (long Line, long Column) PositionOf(ReadOnlySpan<byte> text, long line, long offsetInLine)
    {
        int offset = 0;
        for (long passed = 0; passed < line; passed++)
        {
            offset += text[offset..].IndexOf((byte)'\n') + 1;
        }

        return PositionOf(text, (int)Math.Min(offset + offsetInLine, text.Length));
    }

    /// <summary>The place of <c>headers['X-Tenant']</c> as that of any other property.</summary>
    private static string? MemberInQuotes(string place)
    {
        int start = place.EndsWith("']", StringComparison.Ordinal) ? place.IndexOf("['", StringComparison.Ordinal) : -1;
        return start < 0 ? null : $"{place.AsSpan(0, start)}.{place.AsSpan((start + 2)..^2)}";
    }

    private void ReadValue(ref Utf8JsonReader reader, string place)
    {
        _offsets.TryAdd(place, (int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray when place.Length > MaxPlaceLength:
                reader.Skip();
                break;
            case JsonTokenType.StartObject:
                ReadObject(ref reader, place);
                break;
            case JsonTokenType.StartArray:
                for (int index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
                {
                    ReadValue(ref reader, string.Create(CultureInfo.InvariantCulture, $"{place}[{index}]"));
                }

                break;
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, string place)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = JsonText.ToString(reader.ValueSpan);
            string member = place.Length == 0 ? name : $"{place}.{name}";

            // Of a property that is given twice, the second one is at fault.
            _offsets[member] = (int)reader.TokenStartIndex;
            reader.Read();
            ReadValue(ref reader, member);
        }
    }
}
