using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>What an operator, with its operands, asks of one value. Immutable, for any thread.</summary>
internal abstract class ValueTest
{
    public abstract Verdict Judge(ref FieldValue value, RecordView view);

    /// <summary>The verdict on a value that is not there.</summary>
    protected static Verdict NotThere(in FieldValue value) =>
        Verdict.Unknown(value.State == ValueState.Unreadable ? ConditionReason.Unreadable : ConditionReason.Missing);

    /// <summary>The verdict where what is compared with is not there.</summary>
    public static Verdict OperandNotThere(in FieldValue operand) =>
        Verdict.Unknown(operand.State == ValueState.Unreadable ? ConditionReason.Unreadable : ConditionReason.OperandMissing);

    /// <summary>Why two values are not the same.</summary>
    protected static ConditionReason ReasonOf(in FieldValue value, in FieldValue wanted) =>
        ValueEquality.AreOfOneType(value.Kind, wanted.Kind) ? ConditionReason.NotEqual : ConditionReason.TypeMismatch;
}
