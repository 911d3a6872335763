using System.Text.Json;

namespace Totvs.Webhooks.Records;

/// <summary>The order of numbers and of dates. Nothing else has one: a string that is no date has no order.</summary>
internal static class ValueOrder
{
    /// <summary>Compares two values that are there.</summary>
    /// <param name="left">The field's value.</param>
    /// <param name="right">The other value.</param>
    /// <param name="zone">The time zone of dates.</param>
    /// <param name="datesOnly">Whether numbers have no order either.</param>
    /// <param name="order">Less than zero, zero, or more than zero.</param>
    /// <returns>None where they have an order; else which of the two has the wrong type.</returns>
    public static ComparisonFault Compare(ref FieldValue left, ref FieldValue right, TimeZoneInfo zone, bool datesOnly, out int order)
    {
        order = 0;
        if (!datesOnly && left.Kind == JsonValueKind.Number && right.Kind == JsonValueKind.Number)
        {
            order = NumberComparison.Compare(ref left, ref right);
            return ComparisonFault.None;
        }

        bool rightIsDate = right.TryGetDate(out DateValue rightDate);
        if (left.TryGetDate(out DateValue leftDate) && rightIsDate)
        {
            order = DateValue.Compare(leftDate, rightDate, zone);
            return ComparisonFault.None;
        }

        return rightIsDate || (!datesOnly && right.Kind == JsonValueKind.Number) ? ComparisonFault.Left : ComparisonFault.Right;
    }
}
