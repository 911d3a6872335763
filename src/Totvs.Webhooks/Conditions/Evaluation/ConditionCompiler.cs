using System.Text.Json;
using System.Text.RegularExpressions;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>Turns the data of a condition into objects that judge.</summary>
internal sealed class ConditionCompiler(ConditionSettings settings, FieldPathTable paths)
{
    public CompiledCondition Compile(Condition condition, int depth = 0)
    {
        if (depth > ConditionLimits.Depth)
        {
            throw new ArgumentException($"The groups of the condition stand inside each other more than {ConditionLimits.Depth} deep; flatten them.", nameof(condition));
        }

        return condition switch
        {
            AllCondition all => new CompiledGroup(all, isAll: true, [.. all.Conditions.Select(part => Compile(part, depth + 1))]),
            AnyCondition any => new CompiledGroup(any, isAll: false, [.. any.Conditions.Select(part => Compile(part, depth + 1))]),
            NotCondition not => new CompiledNot(not, Compile(not.Condition, depth + 1)),
            FieldCondition field => CompileField(field),
            _ => throw new ArgumentException($"'{condition}' is no kind of condition that can be compiled.", nameof(condition)),
        };
    }

    private CompiledCondition CompileField(FieldCondition field)
    {
        OperatorFacts facts = OperatorFacts.Find(field.Operator)
            ?? throw new ArgumentException($"'{field.Operator}' is not an operator.", nameof(field));
        FieldPath path = PathOf(field.Path);
        int slot = paths.Intern(path);
        ValueTest test = TestOf(facts.Negates ?? field.Operator, field, slot);
        ConditionReason? reasonIfTrue = facts.Negates is { } negated ? ReasonIfTrue(negated) : null;
        if (path.FirstEach < 0)
        {
            return new CompiledField(field, slot, test, reasonIfTrue);
        }

        ElementQuantifier quantifier = field.Elements ?? (facts.Negates is null ? ElementQuantifier.Any : ElementQuantifier.All);
        return new CompiledElements(field, slot, path, test, reasonIfTrue, quantifier);
    }

    private ValueTest TestOf(ConditionOperator positive, FieldCondition field, int slot)
    {
        TimeZoneInfo zone = settings.TimeZone;
        switch (positive)
        {
            case ConditionOperator.EqualTo:
                return new EqualityTest(Operand(field, 0), new ValueEquality(field.IgnoreCase, zone));
            case ConditionOperator.In:
                return new ListTest([.. field.Operands.Select((_, index) => Operand(field, index))], new ValueEquality(field.IgnoreCase, zone));
            case ConditionOperator.Contains:
                return new TextTest(TextMatch.Anywhere, Operand(field, 0), field.IgnoreCase);
            case ConditionOperator.StartsWith:
                return new TextTest(TextMatch.AtStart, Operand(field, 0), field.IgnoreCase);
            case ConditionOperator.EndsWith:
                return new TextTest(TextMatch.AtEnd, Operand(field, 0), field.IgnoreCase);
            case ConditionOperator.Matches:
                return new PatternTest(Pattern(field), field.IgnoreCase);
            case ConditionOperator.GreaterThan or ConditionOperator.After:
                return new OrderTest(Ordering.Greater, Operand(field, 0), zone, datesOnly: positive == ConditionOperator.After);
            case ConditionOperator.GreaterOrEqual or ConditionOperator.OnOrAfter:
                return new OrderTest(Ordering.GreaterOrSame, Operand(field, 0), zone, datesOnly: positive == ConditionOperator.OnOrAfter);
            case ConditionOperator.LessThan or ConditionOperator.Before:
                return new OrderTest(Ordering.Less, Operand(field, 0), zone, datesOnly: positive == ConditionOperator.Before);
            case ConditionOperator.LessOrEqual or ConditionOperator.OnOrBefore:
                return new OrderTest(Ordering.LessOrSame, Operand(field, 0), zone, datesOnly: positive == ConditionOperator.OnOrBefore);
            case ConditionOperator.Between:
                return new RangeTest(Operand(field, 0), Operand(field, 1), zone);
            case ConditionOperator.IsTrue or ConditionOperator.IsFalse:
                return new BooleanTest(positive == ConditionOperator.IsTrue);
            case ConditionOperator.IsMissing:
                return new PresenceTest(Presence.Missing);
            case ConditionOperator.IsNull:
                return new PresenceTest(Presence.Null);
            case ConditionOperator.IsBlank:
                return new PresenceTest(Presence.Blank);
            case ConditionOperator.IsEmpty:
                return new PresenceTest(Presence.Empty);
            case >= ConditionOperator.Changed and <= ConditionOperator.ChangedFromTo:
                return Change(positive, field, slot);
            case ConditionOperator.Increased or ConditionOperator.Decreased:
                return new TrendTest(slot, up: positive == ConditionOperator.Increased, zone);
            case ConditionOperator.On:
                return new DayTest(Operand(field, 0), zone);
            case >= ConditionOperator.Today and <= ConditionOperator.NextYear:
                return Period(positive);
            case ConditionOperator.InLast:
                return new WindowTest(WindowKind.Last, Duration(field), zone);
            case ConditionOperator.InNext:
                return new WindowTest(WindowKind.Next, Duration(field), zone);
            case ConditionOperator.OlderThan:
                return new WindowTest(WindowKind.Older, Duration(field), zone);
            case ConditionOperator.Anniversary:
                return new AnniversaryTest(zone);
            default:
                throw new ArgumentException($"'{positive}' is not an operator.", nameof(field));
        }
    }

    private ChangeTest Change(ConditionOperator positive, FieldCondition field, int slot)
    {
        CompiledOperand? from = positive is ConditionOperator.ChangedFrom or ConditionOperator.ChangedFromTo ? Operand(field, 0) : null;
        CompiledOperand? to = positive switch
        {
            ConditionOperator.ChangedTo => Operand(field, 0),
            ConditionOperator.ChangedFromTo => Operand(field, 1),
            _ => null,
        };
        var exact = new ValueEquality(ignoreCase: false, settings.TimeZone);
        return new ChangeTest(slot, from, to, new ValueEquality(field.IgnoreCase, settings.TimeZone), exact);
    }

    private PeriodTest Period(ConditionOperator positive)
    {
        if (positive <= ConditionOperator.Tomorrow)
        {
            int days = positive switch { ConditionOperator.Today => 0, ConditionOperator.Yesterday => -1, _ => 1 };
            return new PeriodTest(CalendarUnit.Day, days, settings);
        }

        // This, last and next follow each other for each unit, from the week up.
        (int unit, int turn) = Math.DivRem(positive - ConditionOperator.ThisWeek, 3);
        return new PeriodTest(CalendarUnit.Week + unit, turn switch { 0 => 0, 1 => -1, _ => 1 }, settings);
    }

    private static ConditionReason ReasonIfTrue(ConditionOperator negated) => negated switch
    {
        ConditionOperator.EqualTo => ConditionReason.Equal,
        ConditionOperator.In => ConditionReason.Listed,
        ConditionOperator.Between => ConditionReason.InsideRange,
        ConditionOperator.On => ConditionReason.SameDay,
        ConditionOperator.Changed => ConditionReason.Changed,
        ConditionOperator.IsNull or ConditionOperator.IsBlank or ConditionOperator.IsEmpty or ConditionOperator.IsMissing => ConditionReason.HasNoValue,
        _ => ConditionReason.Match,
    };

    private CompiledOperand Operand(FieldCondition field, int index)
    {
        if (index >= field.Operands.Count)
        {
            throw new ArgumentException($"'{field.Path}' lacks what '{field.Operator}' compares it with.", nameof(field));
        }

        // Now has no text, so that only tests of dates may be given it.
        Operand operand = field.Operands[index];
        return operand is not NowOperand || OperatorFacts.Find(field.Operator)?.Shape is OperandShape.Ordered or OperandShape.OrderedPair or OperandShape.Date
            ? Operand(operand)
            : throw new ArgumentException($"'{field.Path}' cannot be compared with now by '{field.Operator}'; use an operator on dates.", nameof(field));
    }

    private CompiledOperand Operand(Operand operand) => operand switch
    {
        LiteralOperand literal => CompiledOperand.Literal(literal.Value),
        FieldOperand other => CompiledOperand.Field(paths.Intern(PathOf(other.Path))),
        PreviousFieldOperand previous => CompiledOperand.Previous(paths.Intern(PathOf(previous.Path))),
        NowOperand now => CompiledOperand.Now(new ConditionDuration(now.Amount, now.Unit), settings.TimeZone),
        _ => throw new ArgumentException($"'{operand}' is no kind of operand that can be compiled.", nameof(operand)),
    };

    private static FieldPath PathOf(string text) => FieldPath.Parse(text, out string? error) ?? throw new ArgumentException(error, nameof(text));

    private static ConditionDuration Duration(FieldCondition field) =>
        field.Operands is [LiteralOperand { Value.ValueKind: JsonValueKind.String } literal]
        && ConditionDuration.TryParse(JsonText.ToString(JsonText.Raw(literal.Value)), out ConditionDuration duration)
            ? duration
            : throw new ArgumentException($"'{field.Path}' lacks the duration of '{field.Operator}', such as '30 days'.", nameof(field));

    private Regex Pattern(FieldCondition field)
    {
        string? error = $"'{field.Path}' lacks the regular expression of '{field.Operator}'.";
        return field.Operands is [LiteralOperand { Value.ValueKind: JsonValueKind.String } literal]
            && settings.Patterns.Make(JsonText.ToString(JsonText.Raw(literal.Value)), field.IgnoreCase, out error) is { } pattern
                ? pattern
                : throw new ArgumentException(error, nameof(field));
    }
}
