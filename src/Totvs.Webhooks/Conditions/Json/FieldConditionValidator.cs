using System.Globalization;
using System.Text.Json;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Json;

/// <summary>Finds the faults of one condition on a field.</summary>
internal sealed class FieldConditionValidator(FieldCondition condition, FaultList faults, string place, ConditionPatterns? patterns = null)
{
    public void Validate()
    {
        FieldPath? path = ValidatePath(condition.Path, $"{place}.field");
        if (OperatorFacts.Find(condition.Operator) is not { } facts)
        {
            faults.Add($"{place}.operator", $"'{condition.Operator}' is not an operator; use a member of ConditionOperator.");
            return;
        }

        if (condition.IgnoreCase && !facts.ComparesText)
        {
            faults.Add($"{place}.ignoreCase", $"'{facts.Name}' does not compare text; leave ignoreCase out.");
        }

        if (path is not null)
        {
            ValidateElements(path, facts);
        }

        ValidateOperands(facts);
    }

    private FieldPath? ValidatePath(string text, string where)
    {
        FieldPath? path = FieldPath.Parse(text, out string? error);
        if (path is null)
        {
            faults.Add(where, error!);
        }

        return path;
    }

    private void ValidateElements(FieldPath path, OperatorFacts facts)
    {
        bool goesOverList = path.FirstEach >= 0;
        if (condition.Elements is { } elements)
        {
            if (!Enum.IsDefined(elements))
            {
                faults.Add($"{place}.elements", $"'{elements}' is not one of any, all, none and count.");
            }
            else if (!goesOverList)
            {
                faults.Add($"{place}.elements", $"'{path.Text}' does not go over a list; write '{path.Text}[]', or leave elements out.");
            }
            else if (elements == ElementQuantifier.Count && !facts.ComparesNumbers)
            {
                faults.Add($"{place}.elements", $"'{facts.Name}' does not compare numbers, and a count is one; use greaterOrEqual, equals, between or their like.");
            }
        }

        if (goesOverList && facts.LooksBack)
        {
            faults.Add($"{place}.field", $"'{facts.Name}' compares one value with the one before, and '{path.Text}' goes over a list; name the whole list, '{ListOf(path)}'.");
        }
    }

    private static string ListOf(FieldPath path) => path.Text[..path.Text.IndexOf("[]", StringComparison.Ordinal)];

    private void ValidateOperands(OperatorFacts facts)
    {
        int count = condition.Operands.Count;
        (int least, int most) = facts.Shape switch
        {
            OperandShape.None => (0, 0),
            OperandShape.List => (1, int.MaxValue),
            OperandShape.FromTo or OperandShape.OrderedPair => (2, 2),
            _ => (1, 1),
        };
        if (count < least || count > most)
        {
            string remedy = facts.Shape switch
            {
                OperandShape.None => "takes nothing to compare with; leave value, values, from and to out",
                OperandShape.List => "takes a list of at least one value in 'values'",
                OperandShape.FromTo or OperandShape.OrderedPair => "takes 'from' and 'to'",
                _ => "takes one 'value'",
            };
            faults.Add(facts.Shape == OperandShape.List ? $"{place}.values" : place, $"'{facts.Name}' {remedy}.");
            return;
        }

        bool valid = true;
        for (int i = 0; i < count; i++)
        {
            valid &= ValidateOperand(facts, condition.Operands[i], PlaceOf(facts.Shape, i));
        }

        if (valid && facts.Shape == OperandShape.OrderedPair)
        {
            ValidateBounds(condition.Operands[0], condition.Operands[1]);
        }
    }

    private string PlaceOf(OperandShape shape, int index) => shape switch
    {
        OperandShape.List => string.Create(CultureInfo.InvariantCulture, $"{place}.values[{index}]"),
        OperandShape.FromTo or OperandShape.OrderedPair => index == 0 ? $"{place}.from" : $"{place}.to",
        _ => $"{place}.value",
    };

    private bool ValidateOperand(OperatorFacts facts, Operand operand, string where)
    {
        string? fault = operand switch
        {
            LiteralOperand literal => FaultOf(facts, literal.Value),
            FieldOperand field => FaultOf(facts, field.Path, where),
            PreviousFieldOperand previous => FaultOf(facts, previous.Path, where),
            NowOperand now => FaultOf(facts, now),
            _ => "this kind of operand is not known.",
        };
        if (fault is null)
        {
            return true;
        }

        if (fault.Length > 0)
        {
            faults.Add(where, fault);
        }

        return false;
    }

    /// <returns>The fault; empty where it was added already; <see langword="null"/> where there is none.</returns>
    private string? FaultOf(OperatorFacts facts, string path, string where)
    {
        if (facts.Shape is OperandShape.Pattern or OperandShape.Duration)
        {
            return $"'{facts.Name}' takes {Wanted(facts.Shape)}, not another field.";
        }

        FieldPath? parsed = ValidatePath(path, where);
        if (parsed is null)
        {
            return "";
        }

        return parsed.FirstEach >= 0 ? $"'{path}' goes over a list; compare with one value, such as '{path.Replace("[]", "[0]", StringComparison.Ordinal)}'." : null;
    }

    private static string? FaultOf(OperatorFacts facts, NowOperand now)
    {
        if (facts.Shape is not (OperandShape.Ordered or OperandShape.OrderedPair or OperandShape.Date))
        {
            return $"'{facts.Name}' takes {Wanted(facts.Shape)}, not now; now belongs to operators on dates.";
        }

        return Enum.IsDefined(now.Unit) && Math.Abs((long)now.Amount) <= ConditionDuration.MaxAmount
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"now moved by '{now.Amount} {now.Unit}' is too far; use at most {ConditionDuration.MaxAmount} minutes, hours, days, weeks, months or years.");
    }

    private string? FaultOf(OperatorFacts facts, JsonElement literal)
    {
        bool isText = literal.ValueKind == JsonValueKind.String;
        string text = isText ? JsonText.ToString(JsonText.Raw(literal)) : "";
        switch (facts.Shape)
        {
            case OperandShape.Value or OperandShape.List or OperandShape.FromTo:
                return condition.Elements == ElementQuantifier.Count && literal.ValueKind != JsonValueKind.Number
                    ? $"a count is a number, and {Written(literal)} is none."
                    : null;
            case OperandShape.Pattern when isText:
                string? error;
                return (patterns is null ? ConditionPattern.Make(text, condition.IgnoreCase, out error) : patterns.Make(text, condition.IgnoreCase, out error)) is null
                    ? error
                    : null;
            case OperandShape.Duration when isText && ConditionDuration.TryParse(text, out ConditionDuration duration) && duration.Amount > 0:
            case OperandShape.Text when isText:
            case OperandShape.Ordered or OperandShape.OrderedPair when literal.ValueKind == JsonValueKind.Number:
            case OperandShape.Date or OperandShape.Ordered or OperandShape.OrderedPair when isText && DateText.TryRead(literal, out _):
                return condition.Elements == ElementQuantifier.Count && isText ? $"a count is a number, and {Written(literal)} is none." : null;
            default:
                string remedy = facts.Shape is OperandShape.Text or OperandShape.Pattern
                    && literal.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
                    ? $"; write \"{Written(literal)}\""
                    : "";
                return $"'{facts.Name}' takes {Wanted(facts.Shape)}, not {Written(literal)}{remedy}.";
        }
    }

    private void ValidateBounds(Operand from, Operand to)
    {
        if (from is not LiteralOperand low || to is not LiteralOperand high)
        {
            return;
        }

        ComparisonFault fault = BoundsOrder.Compare(low.Value, high.Value, faults.Zone, out bool isSwapped);
        if (fault != ComparisonFault.None)
        {
            faults.Add(place, $"from {Written(low.Value)} to {Written(high.Value)} mixes a number and a date; use two of a kind.");
        }
        else if (isSwapped)
        {
            faults.Add(place, $"from {Written(low.Value)} is greater than to {Written(high.Value)}, so that nothing lies between; swap them.");
        }
    }

    private static string Wanted(OperandShape shape) => shape switch
    {
        OperandShape.Text => "a text",
        OperandShape.Pattern => "a regular expression as a text",
        OperandShape.Ordered or OperandShape.OrderedPair => "a number or an ISO 8601 date such as '2022-05-06' or '2022-05-06T15:28:00-03:00'",
        OperandShape.Date => "an ISO 8601 date such as '2022-05-06' or '2022-05-06T15:28:00-03:00'",
        OperandShape.Duration => string.Create(CultureInfo.InvariantCulture, $"a duration from 1 to {ConditionDuration.MaxAmount} of minutes, hours, days, weeks, months or years, such as '30 days'"),
        _ => "a value",
    };

    private static string Written(JsonElement literal)
    {
        const int Longest = 60;
        string raw = JsonText.WholeOf(literal);
        return raw.Length <= Longest ? raw : $"{raw.AsSpan(0, Longest)}…";
    }
}
