using System.Globalization;

namespace Totvs.Webhooks.Sending.Responses;

/// <summary>A text without the escapes of JSON, HTML and URLs, with the place of each character in the escaped text.</summary>
internal sealed class UnescapedText
{
    private const int MaxEscapeLength = 8;

    // Replaces a control character in an excerpt. UTF-16 that was decoded as UTF-8 has one after each character.
    private const char Replacement = '\uFFFD';

    private static readonly (string Name, char Character)[] Entities =
        [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&apos;", '\'')];

    private readonly int[]? _offsets;

    private UnescapedText(string text, int sourceLength, int[]? offsets)
    {
        Text = text;
        SourceLength = sourceLength;
        _offsets = offsets;
    }

    public string Text { get; }

    public int SourceLength { get; }

    public static UnescapedText AsItIs(string source) => new(source, source.Length, null);

    /// <summary>Unescapes a text. An escape that the end cuts in two is omitted.</summary>
    public static UnescapedText Of(string source)
    {
        if (!HasEscapes(source))
        {
            return AsItIs(source);
        }

        char[] text = new char[source.Length];
        int[] offsets = new int[source.Length + 1];
        int length = 0;
        int offset = 0;
        while (offset < source.Length)
        {
            ReadOnlySpan<char> rest = source.AsSpan(offset);
            if (IsCut(rest))
            {
                break;
            }

            if (rest[0] == Replacement)
            {
                offset++;
                continue;
            }

            (text[length], int taken) = Read(rest);
            offsets[length++] = offset;
            offset += taken;
        }

        offsets[length] = offset;
        return new UnescapedText(new string(text, 0, length), source.Length, offsets);
    }

    /// <summary>Unescapes the result again: some receivers put an escaped text into another one that they escape.</summary>
    public UnescapedText Again()
    {
        if (!HasEscapes(Text))
        {
            return this;
        }

        UnescapedText inner = Of(Text);
        return new UnescapedText(inner.Text, SourceLength, [.. inner._offsets!.Take(inner.Text.Length + 1).Select(OffsetOf)]);
    }

    /// <summary>
    /// The place of a character in the escaped text; for the length of the text, the end of what was unescaped.
    /// </summary>
    public int OffsetOf(int index) => _offsets is null ? index : _offsets[index];

    private static bool HasEscapes(string text) => text.AsSpan().ContainsAny(['\\', '%', '&', Replacement]);

    private static bool IsCut(ReadOnlySpan<char> rest) => rest[0] switch
    {
        '\\' => rest.Length == 1 || (rest[1] == 'u' && rest.Length < 6),
        '%' => rest.Length < 3,
        '&' => rest.Length < MaxEscapeLength && !rest.ContainsAny(';', ' '),
        _ => false,
    };

    private static (char Character, int Taken) Read(ReadOnlySpan<char> rest) => rest[0] switch
    {
        '\\' when rest[1] == 'u' => Coded(rest, rest.Slice(2, 4), 6, NumberStyles.AllowHexSpecifier),
        '\\' when rest[1] is '/' or '"' or '\\' or '\'' => (rest[1], 2),
        '%' => Coded(rest, rest.Slice(1, 2), 3, NumberStyles.AllowHexSpecifier),
        '&' => Entity(rest),
        _ => (rest[0], 1),
    };

    private static (char Character, int Taken) Entity(ReadOnlySpan<char> rest)
    {
        foreach ((string name, char character) in Entities)
        {
            if (rest.StartsWith(name, StringComparison.Ordinal))
            {
                return (character, name.Length);
            }
        }

        int end = rest[..Math.Min(rest.Length, MaxEscapeLength)].IndexOf(';');
        if (end < 3 || rest[1] != '#')
        {
            return (rest[0], 1);
        }

        return rest[2] is 'x' or 'X'
            ? Coded(rest, rest[3..end], end + 1, NumberStyles.AllowHexSpecifier)
            : Coded(rest, rest[2..end], end + 1, NumberStyles.None);
    }

    private static (char Character, int Taken) Coded(ReadOnlySpan<char> rest, ReadOnlySpan<char> code, int taken, NumberStyles style) =>
        int.TryParse(code, style, CultureInfo.InvariantCulture, out int value) && value is > 0 and <= char.MaxValue
            ? ((char)value, taken)
            : (rest[0], 1);
}
