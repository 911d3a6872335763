using System.Globalization;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Json;

/// <summary>Finds the faults of one condition on a field.</summary>
internal sealed class FieldConditionValidator(
    FieldCondition condition, FaultList faults, string place, ConditionPatterns? patterns = null)
{
    public void Validate()
    {
        FieldPath? path = FieldPath.Parse(condition.Path, out string? error);
        if (path is null)
        {
            faults.Add($"{place}.field", error!);
        }

        if (OperatorFacts.Find(condition.Operator) is not { } facts)
        {
            faults.Add($"{place}.operator", $"'{condition.Operator}' is not an operator; use a member of ConditionOperator.");
            return;
        }

        if (condition.IgnoreCase && !facts.ComparesText)
        {
            faults.Add($"{place}.ignoreCase", $"'{facts.Name}' does not compare strings; leave ignoreCase out.");
        }

        if (path is not null)
        {
            ValidateElements(path, facts);
        }

        ValidateOperands(facts);
    }

    private void ValidateElements(FieldPath path, OperatorFacts facts)
    {
        bool goesOverArray = path.FirstEach >= 0;
        if (condition.Elements is { } elements)
        {
            if (!Enum.IsDefined(elements))
            {
                faults.Add($"{place}.elements", $"'{elements}' is not one of {MemberNames.Listed(ElementsNames.All)}.");
            }
            else if (!goesOverArray)
            {
                faults.Add($"{place}.elements", $"'{path.Text}' does not go over an array; write '{path.Text}[]', or leave elements out.");
            }
            else if (elements == ElementQuantifier.Count && !facts.ComparesNumbers)
            {
                faults.Add(
                    $"{place}.elements",
                    $"'{facts.Name}' does not compare numbers, and a count is one; use greaterOrEqual, equals, between or their like.");
            }
        }

        if (goesOverArray && facts.LooksBack)
        {
            string array = path.Text[..path.Text.IndexOf("[]", StringComparison.Ordinal)];
            faults.Add(
                $"{place}.field",
                $"'{facts.Name}' compares one value with the one before, and '{path.Text}' goes over an array; "
                + $"name the whole array, '{array}'.");
        }
    }

    private void ValidateOperands(OperatorFacts facts)
    {
        int count = condition.Operands.Count;
        IReadOnlyList<string> names = OperandProperties.Of(facts.Shape);
        bool isArray = facts.Shape == OperandShape.List;
        if (isArray ? count == 0 : count != names.Count)
        {
            string takes = names.Count switch
            {
                0 => "nothing to compare with; leave value, values, from and to out",
                2 => "'from' and 'to'",
                _ => isArray ? "an array of at least one value in 'values'" : "one 'value'",
            };
            faults.Add(isArray ? $"{place}.values" : place, $"'{facts.Name}' takes {takes}.");
            return;
        }

        bool valid = true;
        for (int i = 0; i < count; i++)
        {
            string where = isArray ? string.Create(CultureInfo.InvariantCulture, $"{place}.values[{i}]") : $"{place}.{names[i]}";
            string? fault = new OperandRules(facts, condition, patterns).FaultOf(condition.Operands[i]);
            if (fault is not null)
            {
                valid = false;
                faults.Add(where, fault);
            }
        }

        if (valid && facts.Shape == OperandShape.OrderedPair)
        {
            ValidateBounds(condition.Operands[0], condition.Operands[1]);
        }
    }

    private void ValidateBounds(Operand from, Operand to)
    {
        if (from is not LiteralOperand low || to is not LiteralOperand high)
        {
            return;
        }

        ComparisonFault fault = BoundsOrder.Compare(low.Value, high.Value, faults.Zone, out bool isSwapped);
        (string lower, string higher) = (OperandRules.Shown(low.Value), OperandRules.Shown(high.Value));
        if (fault != ComparisonFault.None)
        {
            faults.Add(place, $"from {lower} to {higher} mixes a number and a date; use two of a kind.");
        }
        else if (isSwapped)
        {
            faults.Add(place, $"from {lower} is greater than to {higher}, so that nothing lies between; swap them.");
        }
    }
}
