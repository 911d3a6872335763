namespace Totvs.Webhooks.Conditions;

public sealed partial class FieldReference
{
    /// <summary>The value is this one. See <see cref="ConditionOperator.EqualTo"/>.</summary>
    /// <param name="value">A text, number, boolean, date, other field…; <see langword="null"/> for JSON null.</param>
    /// <param name="ignoreCase">Whether case is ignored: see <see cref="FieldCondition.IgnoreCase"/>. Default: no.</param>
    /// <returns>The condition.</returns>
    public FieldCondition Is(Operand? value, bool ignoreCase = false) => MakeText(ConditionOperator.EqualTo, ignoreCase, OrNull(value));

    /// <summary>The value is there and is not this one. See <see cref="ConditionOperator.NotEqualTo"/>.</summary>
    /// <param name="value">A text, number, boolean, date, other field…; <see langword="null"/> for JSON null.</param>
    /// <param name="ignoreCase">Whether case is ignored: see <see cref="FieldCondition.IgnoreCase"/>. Default: no.</param>
    /// <returns>The condition.</returns>
    public FieldCondition IsNot(Operand? value, bool ignoreCase = false) => MakeText(ConditionOperator.NotEqualTo, ignoreCase, OrNull(value));

    /// <summary>The text contains this one. See <see cref="ConditionOperator.Contains"/>.</summary>
    /// <param name="value">The text.</param>
    /// <param name="ignoreCase">Whether case is ignored: see <see cref="FieldCondition.IgnoreCase"/>. Default: no.</param>
    /// <returns>The condition.</returns>
    public FieldCondition Contains(Operand value, bool ignoreCase = false) => MakeText(ConditionOperator.Contains, ignoreCase, value);

    /// <summary>The text is there and does not contain this one. See <see cref="ConditionOperator.NotContains"/>.</summary>
    /// <param name="value">The text.</param>
    /// <param name="ignoreCase">Whether case is ignored: see <see cref="FieldCondition.IgnoreCase"/>. Default: no.</param>
    /// <returns>The condition.</returns>
    public FieldCondition DoesNotContain(Operand value, bool ignoreCase = false) => MakeText(ConditionOperator.NotContains, ignoreCase, value);

    /// <summary>The text begins with this one. See <see cref="ConditionOperator.StartsWith"/>.</summary>
    /// <param name="value">The text.</param>
    /// <param name="ignoreCase">Whether case is ignored: see <see cref="FieldCondition.IgnoreCase"/>. Default: no.</param>
    /// <returns>The condition.</returns>
    public FieldCondition StartsWith(Operand value, bool ignoreCase = false) => MakeText(ConditionOperator.StartsWith, ignoreCase, value);

    /// <summary>The text is there and does not begin with this one. See <see cref="ConditionOperator.NotStartsWith"/>.</summary>
    /// <param name="value">The text.</param>
    /// <param name="ignoreCase">Whether case is ignored: see <see cref="FieldCondition.IgnoreCase"/>. Default: no.</param>
    /// <returns>The condition.</returns>
    public FieldCondition DoesNotStartWith(Operand value, bool ignoreCase = false) => MakeText(ConditionOperator.NotStartsWith, ignoreCase, value);

    /// <summary>The text ends with this one. See <see cref="ConditionOperator.EndsWith"/>.</summary>
    /// <param name="value">The text.</param>
    /// <param name="ignoreCase">Whether case is ignored: see <see cref="FieldCondition.IgnoreCase"/>. Default: no.</param>
    /// <returns>The condition.</returns>
    public FieldCondition EndsWith(Operand value, bool ignoreCase = false) => MakeText(ConditionOperator.EndsWith, ignoreCase, value);

    /// <summary>The text is there and does not end with this one. See <see cref="ConditionOperator.NotEndsWith"/>.</summary>
    /// <param name="value">The text.</param>
    /// <param name="ignoreCase">Whether case is ignored: see <see cref="FieldCondition.IgnoreCase"/>. Default: no.</param>
    /// <returns>The condition.</returns>
    public FieldCondition DoesNotEndWith(Operand value, bool ignoreCase = false) => MakeText(ConditionOperator.NotEndsWith, ignoreCase, value);

    /// <summary>The text has a match of the regular expression. See <see cref="ConditionOperator.Matches"/>.</summary>
    /// <param name="pattern">A .NET regular expression without look-around, backreferences and atomic groups.</param>
    /// <param name="ignoreCase">Whether case is ignored: see <see cref="FieldCondition.IgnoreCase"/>. Default: no.</param>
    /// <returns>The condition.</returns>
    public FieldCondition Matches(string pattern, bool ignoreCase = false) => MakeText(ConditionOperator.Matches, ignoreCase, pattern);

    /// <summary>The text is there and has no match of the regular expression. See <see cref="ConditionOperator.NotMatches"/>.</summary>
    /// <param name="pattern">A .NET regular expression without look-around, backreferences and atomic groups.</param>
    /// <param name="ignoreCase">Whether case is ignored: see <see cref="FieldCondition.IgnoreCase"/>. Default: no.</param>
    /// <returns>The condition.</returns>
    public FieldCondition DoesNotMatch(string pattern, bool ignoreCase = false) => MakeText(ConditionOperator.NotMatches, ignoreCase, pattern);
}
