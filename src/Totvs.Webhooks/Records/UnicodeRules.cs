using System.Text;
using System.Text.Json;

namespace Totvs.Webhooks.Records;

/// <summary>Texts that no UTF-8 can carry: neither a store nor the wire would give them back as they were.</summary>
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

    /// <summary>
    /// Whether a JSON text is whole; one that is not is read with a replacement character, which its writer did not put there.
    /// </summary>
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
            if (Rune.DecodeFromUtf16(rest, out _, out int length) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }
}
