using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Totvs.Webhooks.Records;

/// <summary>Reads the text of JSON strings without allocating and without throwing, whatever bytes they hold.</summary>
/// <remarks>What is no valid Unicode (lone surrogates, broken UTF-8) reads as U+FFFD.</remarks>
internal static class JsonText
{
    /// <summary>The longest string that is read onto the stack.</summary>
    public const int StackLength = 256;

    /// <summary>The string's bytes between its quotes, escapes and all.</summary>
    public static ReadOnlySpan<byte> Raw(JsonElement text) => JsonMarshal.GetRawUtf8Value(text)[1..^1];

    /// <summary>A whole JSON value as it is written.</summary>
    public static string WholeOf(JsonElement value) => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value));

    /// <summary>
    /// Writes a JSON value as it is written; <see cref="JsonElement.WriteTo"/> throws where a string in it is no valid Unicode.
    /// </summary>
    public static void Write(Utf8JsonWriter writer, JsonElement value) =>
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);

    /// <summary>Reads the text into <paramref name="stack"/>, or where that is too short into an array from the pool.</summary>
    /// <param name="raw">The bytes between the quotes.</param>
    /// <param name="stack">Room for short strings.</param>
    /// <param name="rented">The array, to be given back to <see cref="ArrayPool{T}.Shared"/> by the caller.</param>
    public static Span<char> Read(ReadOnlySpan<byte> raw, Span<char> stack, out char[]? rented)
    {
        // UTF-16 never has more units than UTF-8 has bytes, nor than its escapes have.
        rented = raw.Length > stack.Length ? ArrayPool<char>.Shared.Rent(raw.Length) : null;
        Span<char> characters = rented ?? stack;
        return characters[..Unescape(raw, characters)];
    }

    /// <summary>Reads the text as one string.</summary>
    public static string ToString(ReadOnlySpan<byte> raw)
    {
        Span<char> text = Read(raw, stackalloc char[StackLength], out char[]? rented);
        string result = new(text);
        Return(rented);
        return result;
    }

    public static void Return(char[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>Whether two strings hold the same characters.</summary>
    public static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.SequenceEqual(right))
        {
            return true;
        }

        if (!left.Contains((byte)'\\') && !right.Contains((byte)'\\'))
        {
            return false;
        }

        Span<char> leftText = Read(left, stackalloc char[StackLength], out char[]? leftRented);
        Span<char> rightText = Read(right, stackalloc char[StackLength], out char[]? rightRented);
        bool equal = leftText.SequenceEqual(rightText);
        Return(leftRented);
        Return(rightRented);
        return equal;
    }

    /// <summary>Reads the text into a span that is at least as long as the bytes.</summary>
    /// <returns>The number of characters.</returns>
    public static int Unescape(ReadOnlySpan<byte> raw, Span<char> characters)
    {
        int written = 0;
        bool hasSurrogateEscape = false;
        while (!raw.IsEmpty)
        {
            int escape = raw.IndexOf((byte)'\\');
            ReadOnlySpan<byte> plain = escape < 0 ? raw : raw[..escape];
            Utf8.ToUtf16(plain, characters[written..], out _, out int added, replaceInvalidSequences: true);
            written += added;
            raw = raw[plain.Length..];
            if (!raw.IsEmpty)
            {
                characters[written] = ReadEscape(raw, out int length);
                hasSurrogateEscape |= char.IsSurrogate(characters[written]);
                written++;
                raw = raw[length..];
            }
        }

        if (hasSurrogateEscape)
        {
            ReplaceLoneSurrogates(characters[..written]);
        }

        return written;
    }

    private static char ReadEscape(ReadOnlySpan<byte> raw, out int length)
    {
        if (raw.Length >= 6 && raw[1] == (byte)'u')
        {
            length = 6;
            return (char)((Digit(raw[2]) << 12) | (Digit(raw[3]) << 8) | (Digit(raw[4]) << 4) | Digit(raw[5]));
        }

        length = Math.Min(2, raw.Length);
        return raw[length - 1] switch
        {
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            byte other => (char)other,
        };

        static int Digit(byte character) => character <= (byte)'9' ? character - (byte)'0' : (character | 0x20) - (byte)'a' + 10;
    }

    private static void ReplaceLoneSurrogates(Span<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                text[i] = (char)Rune.ReplacementChar.Value;
            }
        }
    }
}
