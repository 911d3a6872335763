namespace Totvs.Webhooks.Conditions;

public sealed partial class FieldReference
{
    /// <summary>The number or date is greater.</summary>
    /// <param name="value">A number, a date, or another field.</param>
    public Condition IsGreaterThan(Operand value) => Make(ConditionOperator.GreaterThan, value);

    /// <summary>The number or date is greater or the same.</summary>
    /// <param name="value">A number, a date, or another field.</param>
    public Condition IsAtLeast(Operand value) => Make(ConditionOperator.GreaterOrEqual, value);

    /// <summary>The number or date is less.</summary>
    /// <param name="value">A number, a date, or another field.</param>
    public Condition IsLessThan(Operand value) => Make(ConditionOperator.LessThan, value);

    /// <summary>The number or date is less or the same.</summary>
    /// <param name="value">A number, a date, or another field.</param>
    public Condition IsAtMost(Operand value) => Make(ConditionOperator.LessOrEqual, value);

    /// <summary>The number or date is between the two, both ends included.</summary>
    /// <param name="from">The lower end, which belongs to it.</param>
    /// <param name="to">The higher end, which belongs to it.</param>
    public Condition IsBetween(Operand from, Operand to) => Make(ConditionOperator.Between, [from, to]);

    /// <summary>The number or date is less than the first or greater than the second.</summary>
    /// <param name="from">The lower end, which belongs to it.</param>
    /// <param name="to">The higher end, which belongs to it.</param>
    public Condition IsNotBetween(Operand from, Operand to) => Make(ConditionOperator.NotBetween, [from, to]);

    /// <summary>The value is one of these.</summary>
    /// <param name="values">The values; one or more.</param>
    public Condition IsIn(params IEnumerable<Operand> values) => Make(ConditionOperator.In, values);

    /// <summary>The string is one of these.</summary>
    /// <param name="values">The values; one or more.</param>
    /// <param name="ignoreCase">Whether case is ignored, without regard to culture. Default: no.</param>
    public Condition IsIn(IEnumerable<string> values, bool ignoreCase = false) =>
        MakeText(ConditionOperator.In, ignoreCase, values.Select(value => (Operand)value));

    /// <summary>The value is present and not one of these.</summary>
    /// <param name="values">The values; one or more.</param>
    public Condition IsNotIn(params IEnumerable<Operand> values) => Make(ConditionOperator.NotIn, values);

    /// <summary>The string is present and not one of these.</summary>
    /// <param name="values">The values; one or more.</param>
    /// <param name="ignoreCase">Whether case is ignored, without regard to culture. Default: no.</param>
    public Condition IsNotIn(IEnumerable<string> values, bool ignoreCase = false) =>
        MakeText(ConditionOperator.NotIn, ignoreCase, values.Select(value => (Operand)value));

    /// <summary>The value is the boolean true.</summary>
    public Condition IsTrue() => Make(ConditionOperator.IsTrue);

    /// <summary>The value is the boolean false.</summary>
    public Condition IsFalse() => Make(ConditionOperator.IsFalse);

    /// <summary>The value is null, or the field is missing.</summary>
    public Condition IsNull() => Make(ConditionOperator.IsNull);

    /// <summary>The field is there and not null.</summary>
    public Condition IsNotNull() => Make(ConditionOperator.IsNotNull);

    /// <summary>The value is null, missing or a string of white space only.</summary>
    public Condition IsBlank() => Make(ConditionOperator.IsBlank);

    /// <summary>The value is there, and neither null nor a blank string.</summary>
    public Condition IsNotBlank() => Make(ConditionOperator.IsNotBlank);

    /// <summary>The value is null, missing, or an empty string, array or object.</summary>
    public Condition IsEmpty() => Make(ConditionOperator.IsEmpty);

    /// <summary>The value is there, and neither null nor empty.</summary>
    public Condition IsNotEmpty() => Make(ConditionOperator.IsNotEmpty);

    /// <summary>The record has no such field.</summary>
    public Condition IsMissing() => Make(ConditionOperator.IsMissing);

    /// <summary>The record has the field; its value may be null.</summary>
    public Condition IsNotMissing() => Make(ConditionOperator.IsNotMissing);
}
