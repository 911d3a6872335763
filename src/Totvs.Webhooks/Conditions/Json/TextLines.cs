namespace Totvs.Webhooks.Conditions.Json;

/// <summary>
/// Finds the line and column of any offset of a UTF-8 text, in about the same time wherever it is: the text is read once.
/// </summary>
internal sealed class TextLines
{
    private const int BlockLength = 256;

    private readonly byte[] _text;
    private readonly List<int> _starts = [0];
    private readonly int[] _characters;

    public TextLines(byte[] text)
    {
        _text = text;
        _characters = new int[(text.Length / BlockLength) + 1];
        int characters = 0;
        for (int offset = 0; offset < text.Length; offset++)
        {
            if (offset % BlockLength == 0)
            {
                _characters[offset / BlockLength] = characters;
            }

            characters += CharactersOf(text[offset]);
            if (text[offset] == (byte)'\n')
            {
                _starts.Add(offset + 1);
            }
        }

        if (text.Length % BlockLength == 0)
        {
            _characters[^1] = characters;
        }
    }

    /// <summary>The line and column, both from 1, the column in characters.</summary>
    public (long Line, long Column) PositionOf(int offset)
    {
        int found = _starts.BinarySearch(offset);
        int line = found >= 0 ? found : ~found - 1;
        return (line + 1, CharactersBefore(offset) - CharactersBefore(_starts[line]) + 1);
    }

    private int CharactersBefore(int offset)
    {
        int characters = _characters[offset / BlockLength];
        foreach (byte unit in _text.AsSpan((offset / BlockLength * BlockLength)..offset))
        {
            characters += CharactersOf(unit);
        }

        return characters;
    }

    // The first byte of a character counts as one; as two where the character is a surrogate pair in UTF-16.
    private static int CharactersOf(byte unit) => (unit & 0xC0) == 0x80 ? 0 : unit >= 0xF0 ? 2 : 1;
}
