using System.Buffers;
using System.Text;

namespace Totvs.Webhooks.Records;

/// <summary>
/// Text compared without regard to case, by a folding that knows no culture: both texts in Unicode normalization form C, then each
/// character in simple upper case. <c>São</c>, <c>SÃO</c> and their decomposed forms are alike; <c>ß</c> and <c>SS</c> are not.
/// </summary>
/// <remarks>In a process under invariant globalization the runtime normalizes nothing, and decomposed forms stay different.</remarks>
internal static class FoldedText
{
    // Below it every character is its own normalization form C.
    private const char FirstCombining = '\u0300';

    public static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.SequenceEqual(right))
        {
            return true;
        }

        ReadOnlySpan<char> leftText = Read(left, stackalloc char[JsonText.StackLength], out char[]? leftRented);
        ReadOnlySpan<char> rightText = Read(right, stackalloc char[JsonText.StackLength], out char[]? rightRented);
        bool equal = leftText.Equals(rightText, StringComparison.OrdinalIgnoreCase);
        JsonText.Return(leftRented);
        JsonText.Return(rightRented);
        return equal;
    }

    /// <summary>Reads a JSON string's text in normalization form C; as <see cref="JsonText.Read"/>.</summary>
    public static ReadOnlySpan<char> Read(ReadOnlySpan<byte> raw, Span<char> stack, out char[]? rented)
    {
        Span<char> text = JsonText.Read(raw, stack, out rented);
        if (IsComposed(text))
        {
            return text;
        }

        char[] composed = ArrayPool<char>.Shared.Rent(((ReadOnlySpan<char>)text).GetNormalizedLength(NormalizationForm.FormC));
        if (!((ReadOnlySpan<char>)text).TryNormalize(composed, out int length, NormalizationForm.FormC))
        {
            JsonText.Return(composed);
            return text;
        }

        JsonText.Return(rented);
        rented = composed;
        return composed.AsSpan(0, length);
    }

    /// <summary>The text in normalization form C.</summary>
    public static string Compose(string text) => IsComposed(text) ? text : text.Normalize(NormalizationForm.FormC);

    // Normalization throws on U+FFFE: such a string is compared as it is. Reading has replaced lone surrogates already.
    private static bool IsComposed(ReadOnlySpan<char> text) =>
        !text.ContainsAnyInRange(FirstCombining, char.MaxValue) || text.Contains('\uFFFE') || text.IsNormalized(NormalizationForm.FormC);
}
