namespace Totvs.Webhooks.Conditions;

/// <summary>A field of the record, to be followed by an operator: <c>Field("amount").IsAtLeast(10_000)</c>.</summary>
/// <remarks>
/// A condition on a missing field, or on a value of a type that the operator does not compare, is unknown and does not match, negated or
/// not, except where the method says otherwise. Where case is ignored, both strings are taken in Unicode normalization form C and then
/// each character in simple upper case. Dates are strings in ISO 8601; those without offset, and calendar units, are of the workflow's
/// time zone. The page on conditions (docs/conditions.md) holds the exact rules.
/// </remarks>
public sealed partial class FieldReference
{
    private readonly ElementQuantifier? _elements;

    internal FieldReference(string path, ElementQuantifier? elements = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        Path = path;
        _elements = elements;
    }

    /// <summary>The field's path.</summary>
    public string Path { get; }

    /// <summary>At least one value of the array must meet the condition. For paths through an array: <c>items[].code</c>.</summary>
    public FieldReference Any() => new(Path, ElementQuantifier.Any);

    /// <summary>Every value of the array must meet the condition; true for an empty array. For paths through an array.</summary>
    public FieldReference All() => new(Path, ElementQuantifier.All);

    /// <summary>No value of the array may meet the condition; true for an empty array. For paths through an array.</summary>
    public FieldReference None() => new(Path, ElementQuantifier.None);

    /// <summary>The number of values that the path finds is compared. For paths through an array, and operators on numbers.</summary>
    public FieldReference Count() => new(Path, ElementQuantifier.Count);

    private FieldCondition Make(ConditionOperator conditionOperator, params IEnumerable<Operand> operands) =>
        new FieldCondition(Path, conditionOperator, operands) { Elements = _elements };

    private FieldCondition MakeText(ConditionOperator conditionOperator, bool ignoreCase, params IEnumerable<Operand> operands) =>
        new FieldCondition(Path, conditionOperator, operands) { Elements = _elements, IgnoreCase = ignoreCase };

    private static Operand OrNull(Operand? operand) => operand ?? (string?)null;

    private static Operand Duration(int amount, DurationUnit unit) => new ConditionDuration(amount, unit).ToString();
}
