using System.Text.Json;

namespace Totvs.Webhooks.Records;

/// <summary>Whether two values of records are the same: the one equality of equals, in and changed.</summary>
/// <remarks>
/// As <see cref="JsonEquality"/>; beside it, strings by <see cref="FoldedText"/> where case is ignored, and strings that both read as
/// dates also when they are the same moment, or where one has no time the same day.
/// </remarks>
internal sealed class ValueEquality(bool ignoreCase, TimeZoneInfo zone)
{
    public bool AreEqual(ref FieldValue left, ref FieldValue right)
    {
        if (left.Kind != right.Kind)
        {
            return false;
        }

        return left.Kind switch
        {
            JsonValueKind.Number => NumberComparison.Compare(ref left, ref right) == 0,
            JsonValueKind.String => AreEqualTexts(ref left, ref right),
            JsonValueKind.Array or JsonValueKind.Object => JsonEquality.AreEqual(left.Element, right.Element),
            _ => true,
        };
    }

    /// <summary>Whether two values are of one type: null is a value of every type, and true and false are of one.</summary>
    public static bool AreOfOneType(JsonValueKind left, JsonValueKind right) =>
        left == right || left == JsonValueKind.Null || right == JsonValueKind.Null || (IsBoolean(left) && IsBoolean(right));

    private static bool IsBoolean(JsonValueKind kind) => kind is JsonValueKind.True or JsonValueKind.False;

    private bool AreEqualTexts(ref FieldValue left, ref FieldValue right)
    {
        ReadOnlySpan<byte> leftRaw = JsonText.Raw(left.Element);
        ReadOnlySpan<byte> rightRaw = JsonText.Raw(right.Element);
        return (ignoreCase ? FoldedText.AreEqual(leftRaw, rightRaw) : JsonText.AreEqual(leftRaw, rightRaw))
            || (left.TryGetDate(out DateValue leftDate)
                && right.TryGetDate(out DateValue rightDate)
                && DateValue.Compare(leftDate, rightDate, zone) == 0);
    }
}
