namespace Totvs.Webhooks.Conditions;

/// <summary>A condition on one field: its path, an operator, and what the operator compares with.</summary>
/// <remarks>Nothing is checked here: a workflow is validated as a whole when it is added, and every fault is named then.</remarks>
public sealed record FieldCondition : Condition
{
    /// <summary>Makes the condition.</summary>
    /// <param name="path">The field's path.</param>
    /// <param name="conditionOperator">The operator.</param>
    /// <param name="operands">What it compares with: none, one, two for between and from-to, any number for a list; copied.</param>
    public FieldCondition(string path, ConditionOperator conditionOperator, params IEnumerable<Operand> operands)
    {
        ArgumentNullException.ThrowIfNull(path);
        Path = path;
        Operator = conditionOperator;
        Operands = ConditionList.Copy(operands);
    }

    /// <summary>The field's path, as it was written.</summary>
    public string Path { get; init; }

    /// <summary>The operator.</summary>
    public ConditionOperator Operator { get; init; }

    /// <summary>What the operator compares with, in order: the lower end before the higher, the old value before the new.</summary>
    public IReadOnlyList<Operand> Operands { get; }

    /// <summary>
    /// Whether text is compared without regard to case, by a folding that knows no culture: both texts in Unicode normalization form C,
    /// then each character in simple upper case, so that <c>São</c>, <c>SÃO</c> and the decomposed form of either are alike. Only
    /// for operators on text. Default: <see langword="false"/>, character by character.
    /// </summary>
    public bool IgnoreCase { get; init; }

    /// <summary>
    /// Which elements of a list must meet the condition, where the path goes through one (<c>items[].code</c>). Default:
    /// <see langword="null"/>, any of them; for an operator that negates (<c>notEquals</c>, <c>notIn</c>…) all of them, so that
    /// it is exactly the negation of its counterpart.
    /// </summary>
    public ElementQuantifier? Elements { get; init; }

    /// <summary>Whether the other condition is the same in every part; operands are compared by value and order.</summary>
    /// <param name="other">The other condition.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(FieldCondition? other) =>
        other is not null
        && Path == other.Path
        && Operator == other.Operator
        && IgnoreCase == other.IgnoreCase
        && Elements == other.Elements
        && Operands.SequenceEqual(other.Operands);

    /// <summary>A hash that agrees with <see cref="Equals(FieldCondition)"/>.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() =>
        HashCode.Combine(Path, Operator, IgnoreCase, Elements, ConditionList.HashOf("operands", Operands));
}
