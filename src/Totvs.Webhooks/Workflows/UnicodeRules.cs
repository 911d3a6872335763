using System.Text;

namespace Totvs.Webhooks.Workflows;

/// <summary>Texts that no UTF-8 can carry: neither a store nor the wire would give them back as they were.</summary>
internal static class UnicodeRules
{
    /// <summary>The fault and its remedy.</summary>
    public const string Halved = "holds half of a character (a surrogate without its pair), which cannot be stored or sent; take it out.";

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
