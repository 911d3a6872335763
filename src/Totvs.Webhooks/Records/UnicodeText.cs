using System.Buffers;
using System.Text;

namespace Totvs.Webhooks.Records;

/// <summary>Whether a .NET string can be written as UTF-8.</summary>
internal static class UnicodeText
{
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out int length) != OperationStatus.Done)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }
}
