using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Totvs.Webhooks.Records;

/// <summary>Compares two numbers exactly: as decimals where both fit, else digit by digit.</summary>
internal static class NumberComparison
{
    private const int DigitsOfDecimal = 32;

    public static int Compare(ref FieldValue left, ref FieldValue right)
    {
        if (left.TryGetDecimal(out decimal leftNumber) && right.TryGetDecimal(out decimal rightNumber))
        {
            return leftNumber.CompareTo(rightNumber);
        }

        Span<byte> leftRoom = stackalloc byte[DigitsOfDecimal];
        Span<byte> rightRoom = stackalloc byte[DigitsOfDecimal];
        return new NumberText(TextOf(ref left, leftRoom)).CompareTo(new NumberText(TextOf(ref right, rightRoom)));
    }

    // A count comes from no document: its digits are written first.
    private static ReadOnlySpan<byte> TextOf(ref FieldValue value, Span<byte> room)
    {
        if (value.Element.ValueKind == JsonValueKind.Number)
        {
            return JsonMarshal.GetRawUtf8Value(value.Element);
        }

        value.TryGetDecimal(out decimal number);
        Utf8Formatter.TryFormat(number, room, out int length);
        return room[..length];
    }
}
