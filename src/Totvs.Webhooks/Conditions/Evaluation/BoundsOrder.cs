using System.Text.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>
/// Whether the ends of <c>between</c> stand the wrong way round, in one time zone or, where that is not known, in every one.
/// </summary>
internal static class BoundsOrder
{
    // The order of a day or a clock time with a moment changes at most once from the first zone to the last:
    // where the first and the last zone agree, so do all between.
    private static readonly TimeZoneInfo First = Zone(14);
    private static readonly TimeZoneInfo Last = Zone(-14);

    /// <returns>None where the two have an order; else which of them has the wrong type.</returns>
    public static ComparisonFault Compare(JsonElement from, JsonElement to, TimeZoneInfo? zone, out bool fromIsGreater)
    {
        ComparisonFault obstacle = Order(from, to, zone ?? First, out int order);
        fromIsGreater = order > 0;
        if (zone is null && fromIsGreater)
        {
            Order(from, to, Last, out order);
            fromIsGreater = order > 0;
        }

        return obstacle;
    }

    private static ComparisonFault Order(JsonElement from, JsonElement to, TimeZoneInfo zone, out int order)
    {
        var left = FieldValue.Of(from);
        var right = FieldValue.Of(to);
        return ValueOrder.Compare(ref left, ref right, zone, datesOnly: false, out order);
    }

    private static TimeZoneInfo Zone(int hours) => TimeZoneInfo.CreateCustomTimeZone($"UTC{hours}", TimeSpan.FromHours(hours), null, null);
}
