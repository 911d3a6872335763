using System.Text.Json;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Filters;

/// <summary>What the operators of the filter language take, and what to write instead: a value has its type only by how it looks.</summary>
/// <param name="path">The field, as it was written.</param>
/// <param name="name">The operator, as it was written.</param>
internal sealed class FilterOperandRules(string path, string name)
{
    /// <returns>The fault of one value with the remedy, or <see langword="null"/>.</returns>
    public string? FaultOf(OperandShape shape, JsonElement value) => shape switch
    {
        OperandShape.Text => FaultOfText(value),
        OperandShape.Ordered or OperandShape.OrderedPair => FaultOfOrdered(value),
        _ => null,
    };

    /// <returns>The fault of two values as the ends of a range, or <see langword="null"/>.</returns>
    public string? FaultOfRange(JsonElement from, JsonElement to)
    {
        ComparisonFault fault = BoundsOrder.Compare(from, to, zone: null, out bool fromIsGreater);
        if (fault != ComparisonFault.None)
        {
            return $"'{name}' takes two of a kind, numbers or dates, not {FilterLiteral.Write(from)} and {FilterLiteral.Write(to)}";
        }

        return fromIsGreater ? $"'{name}' takes the lower first: {Filter($"{FilterLiteral.Write(to)},{FilterLiteral.Write(from)}")}" : null;
    }

    private string? FaultOfText(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return null;
        }

        string written = JsonText.WholeOf(value);
        return value.ValueKind == JsonValueKind.Null
            ? $"'{name}' takes a string, and null is none; write {{{path}->isNull}} for a field without a value, "
                + $"{Filter("\"null\"")} for the string"
            : $"'{name}' takes a string, and {written} without quotes is "
                + $"{(value.ValueKind == JsonValueKind.Number ? "a number" : "a boolean")}; write {Filter($"\"{written}\"")}";
    }

    private string? FaultOfOrdered(JsonElement value)
    {
        string written = FilterLiteral.Write(value) ?? "";
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                return null;
            case JsonValueKind.String when DateText.TryRead(value, out _):
                return null;
            case JsonValueKind.Null:
                return $"'{name}' compares numbers and dates, and null is none; write {{{path}->isNull}} for a field without a value";
            case JsonValueKind.True or JsonValueKind.False:
                return $"'{name}' compares numbers and dates; write {{{path}->eq->{written}}}";
        }

        string text = JsonText.ToString(JsonText.Raw(value));
        if (IsNumber(text))
        {
            return $"'{name}' compares numbers and dates, and a number in quotes is a string; write it without quotes: {Filter(text)}";
        }

        string withPoint = text.Count(character => character == ',') == 1 ? text.Replace(',', '.') : "";
        string remedy = IsNumber(withPoint) ? $"; write a number with a point: {Filter(withPoint)}" : "";
        return $"'{name}' takes a number such as 10.5, or an ISO 8601 date such as 2022-05-06 or 2022-05-06T15:28:00-03:00, "
            + $"not {written}{remedy}";
    }

    private string Filter(string values) => $"{{{path}->{name}->{values}}}";

    private static bool IsNumber(string text) => text.Length > 0
        && FilterLiteral.Read(text) is LiteralOperand { Value.ValueKind: JsonValueKind.Number };
}
