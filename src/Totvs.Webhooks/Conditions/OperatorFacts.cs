using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions;

/// <summary>One row of the table of operators: all that reading, writing, validating, compiling and describing know of it.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Shape">What it takes on its right-hand side.</param>
/// <param name="Compile">Makes the test; of an operator that negates another, the test of that one.</param>
/// <param name="Phrase">The operator in words, as it stands between a field and what it is compared with.</param>
internal sealed record OperatorFacts(
    ConditionOperator Operator, string Name, OperandShape Shape, Func<FieldCompiler, ValueTest> Compile, LocalizedText Phrase)
{
    public OperatorGroup Group { get; init; }

    /// <summary>The types of fields that it serves.</summary>
    public FieldTypes Types { get; init; }

    /// <summary>The operator that this one is exactly the negation of.</summary>
    public ConditionOperator? Negates { get; init; }

    /// <summary>Where it negates another: the reason for false when the test is true.</summary>
    public ConditionReason? ReasonIfTrue { get; init; }

    /// <summary>Whether it looks at the value before the event.</summary>
    public bool LooksBack => Group == OperatorGroup.Change;

    /// <summary>Whether <c>ignoreCase</c> means something to it.</summary>
    public bool ComparesText => Shape != OperandShape.None && Types.HasFlag(FieldTypes.String);

    /// <summary>Whether it can compare numbers, and so a count.</summary>
    public bool ComparesNumbers => Shape != OperandShape.None && !LooksBack && Types.HasFlag(FieldTypes.Number);

    /// <summary>Whether it compares with dates, and so may be given now.</summary>
    public bool TakesNow => Shape is OperandShape.Ordered or OperandShape.OrderedPair or OperandShape.Date;

    /// <summary>Every operator, in the order of the table.</summary>
    public static IReadOnlyList<OperatorFacts> All => OperatorTable.Rows;

    public static OperatorFacts? Find(ConditionOperator conditionOperator) => OperatorTable.ByOperator.GetValueOrDefault(conditionOperator);

    public static OperatorFacts? Find(string name) => OperatorTable.ByName.GetValueOrDefault(name);
}
