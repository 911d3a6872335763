namespace Totvs.Webhooks.Conditions;

public sealed partial class FieldReference
{
    /// <summary>The number or date is greater. See <see cref="ConditionOperator.GreaterThan"/>.</summary>
    /// <param name="value">A number, a date, or another field.</param>
    /// <returns>The condition.</returns>
    public FieldCondition IsGreaterThan(Operand value) => Make(ConditionOperator.GreaterThan, value);

    /// <summary>The number or date is greater or the same. See <see cref="ConditionOperator.GreaterOrEqual"/>.</summary>
    /// <param name="value">A number, a date, or another field.</param>
    /// <returns>The condition.</returns>
    public FieldCondition IsAtLeast(Operand value) => Make(ConditionOperator.GreaterOrEqual, value);

    /// <summary>The number or date is less. See <see cref="ConditionOperator.LessThan"/>.</summary>
    /// <param name="value">A number, a date, or another field.</param>
    /// <returns>The condition.</returns>
    public FieldCondition IsLessThan(Operand value) => Make(ConditionOperator.LessThan, value);

    /// <summary>The number or date is less or the same. See <see cref="ConditionOperator.LessOrEqual"/>.</summary>
    /// <param name="value">A number, a date, or another field.</param>
    /// <returns>The condition.</returns>
    public FieldCondition IsAtMost(Operand value) => Make(ConditionOperator.LessOrEqual, value);

    /// <summary>The number or date is between the two, both ends included. See <see cref="ConditionOperator.Between"/>.</summary>
    /// <param name="from">The lower end, which belongs to it.</param>
    /// <param name="to">The higher end, which belongs to it.</param>
    /// <returns>The condition.</returns>
    public FieldCondition IsBetween(Operand from, Operand to) => Make(ConditionOperator.Between, [from, to]);

    /// <summary>
    /// The number or date is less than the first or greater than the second. See <see cref="ConditionOperator.NotBetween"/>.
    /// </summary>
    /// <param name="from">The lower end, which belongs to it.</param>
    /// <param name="to">The higher end, which belongs to it.</param>
    /// <returns>The condition.</returns>
    public FieldCondition IsNotBetween(Operand from, Operand to) => Make(ConditionOperator.NotBetween, [from, to]);

    /// <summary>The value is one of the list. See <see cref="ConditionOperator.In"/>.</summary>
    /// <param name="values">The list; one or more.</param>
    /// <returns>The condition.</returns>
    public FieldCondition IsIn(params IEnumerable<Operand> values) => Make(ConditionOperator.In, values);

    /// <summary>The text is one of the list. See <see cref="ConditionOperator.In"/>.</summary>
    /// <param name="values">The list; one or more.</param>
    /// <param name="ignoreCase">Whether case is ignored: see <see cref="FieldCondition.IgnoreCase"/>. Default: no.</param>
    /// <returns>The condition.</returns>
    public FieldCondition IsIn(IEnumerable<string> values, bool ignoreCase = false) => MakeText(ConditionOperator.In, ignoreCase, values.Select(value => (Operand)value));

    /// <summary>The value is there and is none of the list. See <see cref="ConditionOperator.NotIn"/>.</summary>
    /// <param name="values">The list; one or more.</param>
    /// <returns>The condition.</returns>
    public FieldCondition IsNotIn(params IEnumerable<Operand> values) => Make(ConditionOperator.NotIn, values);

    /// <summary>The text is there and is none of the list. See <see cref="ConditionOperator.NotIn"/>.</summary>
    /// <param name="values">The list; one or more.</param>
    /// <param name="ignoreCase">Whether case is ignored: see <see cref="FieldCondition.IgnoreCase"/>. Default: no.</param>
    /// <returns>The condition.</returns>
    public FieldCondition IsNotIn(IEnumerable<string> values, bool ignoreCase = false) => MakeText(ConditionOperator.NotIn, ignoreCase, values.Select(value => (Operand)value));

    /// <summary>The value is the boolean true. See <see cref="ConditionOperator.IsTrue"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsTrue() => Make(ConditionOperator.IsTrue);

    /// <summary>The value is the boolean false. See <see cref="ConditionOperator.IsFalse"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsFalse() => Make(ConditionOperator.IsFalse);

    /// <summary>The value is null, or the field is missing. See <see cref="ConditionOperator.IsNull"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsNull() => Make(ConditionOperator.IsNull);

    /// <summary>The field is there and not null. See <see cref="ConditionOperator.IsNotNull"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsNotNull() => Make(ConditionOperator.IsNotNull);

    /// <summary>The value is null, missing or text of white space only. See <see cref="ConditionOperator.IsBlank"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsBlank() => Make(ConditionOperator.IsBlank);

    /// <summary>The value is there, and neither null nor blank text. See <see cref="ConditionOperator.IsNotBlank"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsNotBlank() => Make(ConditionOperator.IsNotBlank);

    /// <summary>The value is null, missing, or an empty text, list or object. See <see cref="ConditionOperator.IsEmpty"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsEmpty() => Make(ConditionOperator.IsEmpty);

    /// <summary>The value is there, and neither null nor empty. See <see cref="ConditionOperator.IsNotEmpty"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsNotEmpty() => Make(ConditionOperator.IsNotEmpty);

    /// <summary>The record has no such field. See <see cref="ConditionOperator.IsMissing"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsMissing() => Make(ConditionOperator.IsMissing);

    /// <summary>The record has the field; its value may be null. See <see cref="ConditionOperator.IsNotMissing"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsNotMissing() => Make(ConditionOperator.IsNotMissing);
}
