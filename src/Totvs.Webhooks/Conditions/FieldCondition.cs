namespace Totvs.Webhooks.Conditions;

/// <summary>A condition on one field: its path, an operator, and what the operator compares with.</summary>
/// <param name="path">The field's path.</param>
/// <param name="conditionOperator">The operator.</param>
/// <param name="operands">What it compares with: none, one, two for between and from-to, any number for an array; copied.</param>
/// <remarks>Nothing is checked here: a workflow is validated as a whole when it is added, and every fault is named then.</remarks>
internal sealed class FieldCondition(string path, ConditionOperator conditionOperator, params IEnumerable<Operand> operands) : Condition
{
    /// <summary>The field's path, as it was written.</summary>
    public string Path { get; } = path ?? throw new ArgumentNullException(nameof(path));

    public ConditionOperator Operator { get; } = conditionOperator;

    /// <summary>What the operator compares with, in order: the lower end before the higher, the old value before the new.</summary>
    public IReadOnlyList<Operand> Operands { get; } = ConditionList.Copy(operands);

    /// <summary>Whether strings are compared without regard to case: see <see cref="Records.FoldedText"/>.</summary>
    public bool IgnoreCase { get; init; }

    /// <summary>
    /// Which elements of an array must meet the condition, where the path goes through one (<c>items[].code</c>).
    /// <see langword="null"/> is any of them; for an operator that negates another it is all, so that it stays exactly the negation.
    /// </summary>
    public ElementQuantifier? Elements { get; init; }

    public override bool Equals(object? obj) =>
        obj is FieldCondition other
        && Path == other.Path
        && Operator == other.Operator
        && IgnoreCase == other.IgnoreCase
        && Elements == other.Elements
        && Operands.SequenceEqual(other.Operands);

    public override int GetHashCode() => HashCode.Combine(Path, Operator, IgnoreCase, Elements, ConditionList.HashOf("operands", Operands));
}
