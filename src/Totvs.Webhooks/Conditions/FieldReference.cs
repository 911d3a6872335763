namespace Totvs.Webhooks.Conditions;

/// <summary>A field of the record, to be followed by an operator: <c>Field("amount").IsAtLeast(10_000)</c>.</summary>
/// <remarks>
/// Each method makes one <see cref="FieldCondition"/>; the exact rules stand with its operator in <see cref="ConditionOperator"/>. A
/// condition on a missing field is unknown and does not match, negated or not, except where the operator says otherwise.
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

    /// <summary>At least one value of the list must meet the condition. For paths through a list: <c>items[].code</c>.</summary>
    /// <returns>The field, to be followed by an operator.</returns>
    public FieldReference Any() => new(Path, ElementQuantifier.Any);

    /// <summary>Every value of the list must meet the condition; true for an empty list. For paths through a list.</summary>
    /// <returns>The field, to be followed by an operator.</returns>
    public FieldReference All() => new(Path, ElementQuantifier.All);

    /// <summary>No value of the list may meet the condition; true for an empty list. For paths through a list.</summary>
    /// <returns>The field, to be followed by an operator.</returns>
    public FieldReference None() => new(Path, ElementQuantifier.None);

    /// <summary>
    /// The number of values that the path finds in the list is what is compared. For paths through a list, and operators on numbers.
    /// </summary>
    /// <returns>The field, to be followed by an operator.</returns>
    public FieldReference Count() => new(Path, ElementQuantifier.Count);

    /// <summary>The path.</summary>
    /// <returns><see cref="Path"/>.</returns>
    public override string ToString() => Path;

    private FieldCondition Make(ConditionOperator conditionOperator, params IEnumerable<Operand> operands) =>
        new(Path, conditionOperator, operands) { Elements = _elements };

    private FieldCondition MakeText(ConditionOperator conditionOperator, bool ignoreCase, params IEnumerable<Operand> operands) =>
        new(Path, conditionOperator, operands) { Elements = _elements, IgnoreCase = ignoreCase };

    private static Operand OrNull(Operand? operand) => operand ?? Operand.Literal((string?)null);

    private static Operand Duration(int amount, DurationUnit unit) => Operand.Literal(new ConditionDuration(amount, unit).ToString());
}
