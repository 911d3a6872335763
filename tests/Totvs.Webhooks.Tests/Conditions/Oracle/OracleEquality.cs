using System.Text.Json;

namespace Totvs.Webhooks.Tests.Conditions.Oracle;

/// <summary>When two values that are there are the same.</summary>
internal static class OracleEquality
{
    public static bool Same(JsonElement left, JsonElement right, bool ignoreCase, OracleCalendar calendar)
    {
        if (left.ValueKind != JsonValueKind.String || right.ValueKind != JsonValueKind.String)
        {
            return SameInside(left, right);
        }

        string a = OracleText.Read(left);
        string b = OracleText.Read(right);
        return a == b
            || (ignoreCase && OracleText.Fold(a) == OracleText.Fold(b))
            || (calendar.Read(a) is { } first && calendar.Read(b) is { } second && OracleCalendar.Compare(first, second) == 0);
    }

    // Inside lists and objects, text is compared by character: a date there is no date.
    private static bool SameInside(JsonElement left, JsonElement right) => (left.ValueKind, right.ValueKind) switch
    {
        (JsonValueKind.String, JsonValueKind.String) => OracleText.Read(left) == OracleText.Read(right),
        (JsonValueKind.Number, JsonValueKind.Number) => OracleNumber.Compare(left.GetRawText(), right.GetRawText()) == 0,
        (JsonValueKind.Array, JsonValueKind.Array) => left.GetArrayLength() == right.GetArrayLength()
            && left.EnumerateArray().Zip(right.EnumerateArray()).All(pair => SameInside(pair.First, pair.Second)),
        (JsonValueKind.Object, JsonValueKind.Object) => left.EnumerateObject().Count() == right.EnumerateObject().Count()
            && left.EnumerateObject().All(
                member => right.TryGetProperty(member.Name, out JsonElement other) && SameInside(member.Value, other)),
        _ => left.ValueKind == right.ValueKind,
    };
}
