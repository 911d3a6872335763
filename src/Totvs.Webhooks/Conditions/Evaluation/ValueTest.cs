using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The test of one value by an operator and its operands. Immutable and thread-safe.</summary>
internal abstract class ValueTest
{
    public abstract Verdict Judge(ref FieldValue value, RecordView view);

    /// <summary>The verdict on a missing value.</summary>
    protected static Verdict NotThere(in FieldValue value) =>
        Verdict.Unknown(value.State == ValueState.Unreadable ? ConditionReason.Unreadable : ConditionReason.Missing);

    /// <summary>The verdict where the operand is missing.</summary>
    public static Verdict OperandNotThere(in FieldValue operand) =>
        Verdict.Unknown(operand.State == ValueState.Unreadable ? ConditionReason.Unreadable : ConditionReason.OperandMissing);

    /// <summary>Why two values are not the same.</summary>
    protected static ConditionReason ReasonOf(in FieldValue value, in FieldValue wanted) =>
        ValueEquality.AreOfOneType(value.Kind, wanted.Kind) ? ConditionReason.NotEqual : ConditionReason.TypeMismatch;
}
