using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Totvs.Webhooks.Records;

/// <summary>Whether a string can be written as UTF-8: a store and the wire change one that cannot.</summary>
internal static class UnicodeRules
{
    /// <summary>The fault and its remedy.</summary>
    public const string Halved = "holds half of a character (a surrogate without its pair), which cannot be stored or sent; take it out.";

    /// <summary>The length in characters as JSON Schema counts them: one beyond the basic plane is one.</summary>
    public static int LengthOf(string text)
    {
        int length = text.Length;
        foreach (char unit in text)
        {
            length -= char.IsLowSurrogate(unit) ? 1 : 0;
        }

        return length;
    }

    /// <summary>Whether a JSON string is whole; a lone surrogate in it would be read as a replacement character.</summary>
    public static bool IsWhole(JsonElement text)
    {
        if (!JsonText.Raw(text).Contains((byte)'\\'))
        {
            return true;
        }

        try
        {
            return text.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    public static bool IsWhole(string? text)
    {
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out int length) != OperationStatus.Done)
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }
}
