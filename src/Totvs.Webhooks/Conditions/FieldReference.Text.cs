namespace Totvs.Webhooks.Conditions;

public sealed partial class FieldReference
{
    /// <summary>The value is this one.</summary>
    /// <param name="value">A string, number, boolean, date, other field…; <see langword="null"/> for JSON null.</param>
    /// <param name="ignoreCase">Whether case is ignored, without regard to culture. Default: no.</param>
    public Condition Is(Operand? value, bool ignoreCase = false) => MakeText(ConditionOperator.EqualTo, ignoreCase, OrNull(value));

    /// <summary>The value is there and is not this one.</summary>
    /// <param name="value">A string, number, boolean, date, other field…; <see langword="null"/> for JSON null.</param>
    /// <param name="ignoreCase">Whether case is ignored, without regard to culture. Default: no.</param>
    public Condition IsNot(Operand? value, bool ignoreCase = false) => MakeText(ConditionOperator.NotEqualTo, ignoreCase, OrNull(value));

    /// <summary>The string contains this one.</summary>
    /// <param name="value">The string.</param>
    /// <param name="ignoreCase">Whether case is ignored, without regard to culture. Default: no.</param>
    public Condition Contains(Operand value, bool ignoreCase = false) => MakeText(ConditionOperator.Contains, ignoreCase, value);

    /// <summary>The string is there and does not contain this one.</summary>
    /// <param name="value">The string.</param>
    /// <param name="ignoreCase">Whether case is ignored, without regard to culture. Default: no.</param>
    public Condition DoesNotContain(Operand value, bool ignoreCase = false) => MakeText(ConditionOperator.NotContains, ignoreCase, value);

    /// <summary>The string begins with this one.</summary>
    /// <param name="value">The string.</param>
    /// <param name="ignoreCase">Whether case is ignored, without regard to culture. Default: no.</param>
    public Condition StartsWith(Operand value, bool ignoreCase = false) => MakeText(ConditionOperator.StartsWith, ignoreCase, value);

    /// <summary>The string is there and does not begin with this one.</summary>
    /// <param name="value">The string.</param>
    /// <param name="ignoreCase">Whether case is ignored, without regard to culture. Default: no.</param>
    public Condition DoesNotStartWith(Operand value, bool ignoreCase = false) =>
        MakeText(ConditionOperator.NotStartsWith, ignoreCase, value);

    /// <summary>The string ends with this one.</summary>
    /// <param name="value">The string.</param>
    /// <param name="ignoreCase">Whether case is ignored, without regard to culture. Default: no.</param>
    public Condition EndsWith(Operand value, bool ignoreCase = false) => MakeText(ConditionOperator.EndsWith, ignoreCase, value);

    /// <summary>The string is there and does not end with this one.</summary>
    /// <param name="value">The string.</param>
    /// <param name="ignoreCase">Whether case is ignored, without regard to culture. Default: no.</param>
    public Condition DoesNotEndWith(Operand value, bool ignoreCase = false) => MakeText(ConditionOperator.NotEndsWith, ignoreCase, value);

    /// <summary>The string has a match of the regular expression.</summary>
    /// <param name="pattern">A .NET regular expression without look-around, backreferences and atomic groups.</param>
    /// <param name="ignoreCase">Whether case is ignored, without regard to culture. Default: no.</param>
    public Condition Matches(string pattern, bool ignoreCase = false) => MakeText(ConditionOperator.Matches, ignoreCase, pattern);

    /// <summary>The string is there and has no match of the regular expression.</summary>
    /// <param name="pattern">A .NET regular expression without look-around, backreferences and atomic groups.</param>
    /// <param name="ignoreCase">Whether case is ignored, without regard to culture. Default: no.</param>
    public Condition DoesNotMatch(string pattern, bool ignoreCase = false) => MakeText(ConditionOperator.NotMatches, ignoreCase, pattern);
}
