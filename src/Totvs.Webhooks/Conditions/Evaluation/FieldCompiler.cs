using System.Text.RegularExpressions;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>Makes the parts of which the rows of <see cref="OperatorTable"/> build the test of one condition on a field.</summary>
internal sealed class FieldCompiler(
    FieldCondition condition, OperatorFacts facts, int slot, ConditionSettings settings, FieldPathTable paths)
{
    public ConditionSettings Settings => settings;

    public TimeZoneInfo Zone => settings.TimeZone;

    public bool IgnoreCase => condition.IgnoreCase;

    public ValueEquality Equality => new(condition.IgnoreCase, Zone);

    public CompiledOperand[] Operands => [.. condition.Operands.Select((_, index) => Operand(index))];

    private bool DatesOnly => facts.Shape == OperandShape.Date;

    public CompiledOperand Operand(int index)
    {
        if (index >= condition.Operands.Count)
        {
            throw new ArgumentException($"'{condition.Path}' lacks what '{condition.Operator}' compares it with.", nameof(index));
        }

        return condition.Operands[index] switch
        {
            LiteralOperand literal => CompiledOperand.Literal(literal.Value),
            FieldOperand other => CompiledOperand.Field(paths.Intern(FieldPath.Parse(other.Path))),
            PreviousFieldOperand previous => CompiledOperand.Previous(paths.Intern(FieldPath.Parse(previous.Path))),

            // Now has no JSON string: a test that reads one would fail on it.
            NowOperand now when facts.TakesNow => CompiledOperand.Now(now.Distance, Zone),
            _ => throw new ArgumentException(
                $"'{condition.Path}' cannot be compared with now by '{condition.Operator}'; use an operator on dates.", nameof(index)),
        };
    }

    public TextTest Text(TextMatch match) => new(match, Operand(0), condition.IgnoreCase);

    public OrderTest Above(bool orSame) =>
        new(1, orSame, Operand(0), DatesOnly ? ConditionReason.TooEarly : ConditionReason.TooSmall, Zone, DatesOnly);

    public OrderTest Below(bool orSame) =>
        new(-1, orSame, Operand(0), DatesOnly ? ConditionReason.TooLate : ConditionReason.TooLarge, Zone, DatesOnly);

    public RangeTest Range() => new(
        new OrderTest(1, orSame: true, Operand(0), ConditionReason.OutsideRange, Zone),
        new OrderTest(-1, orSame: true, Operand(1), ConditionReason.OutsideRange, Zone));

    public TrendTest Trend(int side, ConditionReason reason) =>
        new(new OrderTest(side, orSame: false, CompiledOperand.Previous(slot), reason, Zone));

    public ChangeTest Change(CompiledOperand? from, CompiledOperand? to) =>
        new(slot, from, to, Equality, new ValueEquality(ignoreCase: false, Zone));

    public ConditionDuration Duration() =>
        condition.Operands is [LiteralOperand { Text: { } text }] && ConditionDuration.TryParse(text, out ConditionDuration duration)
            ? duration
            : throw new ArgumentException($"'{condition.Path}' lacks the duration of '{condition.Operator}', such as '30 days'.");

    public Regex Pattern()
    {
        string? error = $"'{condition.Path}' lacks the regular expression of '{condition.Operator}'.";
        return condition.Operands is [LiteralOperand { Text: { } text }]
            && settings.Patterns.Make(text, condition.IgnoreCase, out error) is { } pattern
                ? pattern
                : throw new ArgumentException(error);
    }
}
