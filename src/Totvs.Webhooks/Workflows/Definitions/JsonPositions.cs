using System.Text;
using System.Text.Json;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>Finds the line and column of places in a JSON text. Made only when there is an error to tell of: it reads the text again.</summary>
internal sealed class JsonPositions
{
    private readonly byte[] _text;
    private readonly Dictionary<string, long> _offsets = new(StringComparer.Ordinal);

    public JsonPositions(ReadOnlySpan<byte> utf8Json, JsonReaderOptions options)
    {
        _text = utf8Json.ToArray();
        var reader = new Utf8JsonReader(_text, options);
        reader.Read();
        ReadValue(ref reader, "");
    }

    /// <summary>The line and column, both from 1, of a place, or of the nearest thing around it that is there.</summary>
    public (long Line, long Column) Find(string place)
    {
        string known = place;
        while (known.Length > 0 && !_offsets.ContainsKey(known))
        {
            int end = known.LastIndexOfAny(['.', '[']);
            known = end < 0 ? "" : known[..end];
        }

        return PositionOf(_text, (int)_offsets[known]);
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

    private void ReadValue(ref Utf8JsonReader reader, string place)
    {
        _offsets.TryAdd(place, reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                ReadObject(ref reader, place);
                break;
            case JsonTokenType.StartArray:
                for (int index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
                {
                    ReadValue(ref reader, $"{place}[{index}]");
                }

                break;
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, string place)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = Encoding.UTF8.GetString(reader.ValueSpan);
            long nameOffset = reader.TokenStartIndex;
            string member = place.Length == 0 ? name : $"{place}.{name}";
            if (!_offsets.TryAdd(member, nameOffset))
            {
                // A member that is given twice: the second one is the one to look at.
                _offsets[member] = nameOffset;
            }

            _offsets[$"{place}['{name}']"] = nameOffset;
            reader.Read();
            ReadValue(ref reader, member);
        }
    }
}
