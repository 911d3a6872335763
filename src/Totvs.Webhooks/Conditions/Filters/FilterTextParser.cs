using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Filters;

/// <summary>Reads the platform's filter text; and binds tighter than or.</summary>
internal sealed class FilterTextParser(string text)
{
    private readonly FilterTextScanner _scanner = new(text);

    public Condition? Parse(out string? error)
    {
        Condition? condition = UnicodeRules.IsWhole(text)
            ? ParseAny()
            : _scanner.Fail<Condition>("half of a surrogate pair stands alone somewhere in it; mend the text's encoding");
        error = _scanner.Error;
        return error is null ? condition : null;
    }

    private Condition? ParseAny()
    {
        var parts = new List<Condition>();
        do
        {
            if (ParseAll() is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }
        while (_scanner.TryTake("||"));

        char next = _scanner.Next();
        if (!_scanner.IsAtEnd)
        {
            return _scanner.Fail<Condition>(next is '(' or ')'
                ? "the filter language has no parentheses; write the condition as JSON"
                : "a filter '{field->operator->value}', '&&' or '||' is expected");
        }

        return parts.Count == 1 ? parts[0] : new AnyCondition(parts);
    }

    private Condition? ParseAll()
    {
        var parts = new List<Condition>();
        do
        {
            if (ParseFilter() is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }
        while (_scanner.TryTake("&&") || _scanner.Next() == '{');
        return parts.Count == 1 ? parts[0] : new AllCondition(parts);
    }

    private FieldCondition? ParseFilter()
    {
        if (!_scanner.TryTake("{"))
        {
            return _scanner.Fail<FieldCondition>("a filter '{field->operator->value}' is expected");
        }

        _scanner.Next();
        int start = _scanner.Position;
        if (_scanner.TakePath() is not { } path)
        {
            return null;
        }

        if (FieldPath.Parse(path, out string? pathError) is null)
        {
            _scanner.Position = start;
            return _scanner.Fail<FieldCondition>(pathError!.TrimEnd('.'));
        }

        start = _scanner.Position;
        if (_scanner.TakeOperator() is not { } name)
        {
            return null;
        }

        if (FilterOperators.Find(name) is not var (conditionOperator, ignoreCase))
        {
            _scanner.Position = start;
            return _scanner.Fail<FieldCondition>(
                $"'{name}' is not an operator of the filter language{FilterOperators.RemedyFor(name)}; "
                + $"known are {MemberNames.Listed([.. FilterOperators.Names])}");
        }

        List<Operand>? operands = ParseOperands(OperatorFacts.Find(conditionOperator)!.Shape, path, name);
        return operands is null ? null : new FieldCondition(path, conditionOperator, operands) { IgnoreCase = ignoreCase };
    }

    private List<Operand>? ParseOperands(OperandShape shape, string path, string name)
    {
        bool hasArrow = _scanner.TryTakeArrow();
        if (shape == OperandShape.None)
        {
            return _scanner.TryTake("}") ? [] : _scanner.Fail<List<Operand>>($"'{name}' has no value; close the brace");
        }

        if (!hasArrow)
        {
            return _scanner.Fail<List<Operand>>($"the value of '{name}' is missing; write '->' and the value");
        }

        var rules = new FilterOperandRules(path, name);
        _scanner.Next();
        int first = _scanner.Position;
        if (ParseValues(shape, rules) is not { } operands)
        {
            return null;
        }

        if (shape == OperandShape.OrderedPair && operands.Count != 2)
        {
            return _scanner.Fail<List<Operand>>($"'{name}' has two values parted by a comma, the lower first");
        }

        if (shape == OperandShape.OrderedPair && rules.FaultOfRange(operands[0].Value, operands[1].Value) is { } disorder)
        {
            _scanner.Position = first;
            return _scanner.Fail<List<Operand>>(disorder);
        }

        return _scanner.TryTake("}")
            ? [.. operands]
            : _scanner.Fail<List<Operand>>("the closing brace is missing; write '}' after the value");
    }

    private List<LiteralOperand>? ParseValues(OperandShape shape, FilterOperandRules rules)
    {
        bool isList = shape is OperandShape.List or OperandShape.OrderedPair;
        var operands = new List<LiteralOperand>();
        do
        {
            _scanner.Next();
            int start = _scanner.Position;
            if (_scanner.TakeValue(isList) is not { } operand)
            {
                return null;
            }

            if (rules.FaultOf(shape, operand.Value) is { } fault)
            {
                _scanner.Position = start;
                return _scanner.Fail<List<LiteralOperand>>(fault);
            }

            operands.Add(operand);
        }
        while (isList && _scanner.TryTake(","));
        return operands;
    }
}
