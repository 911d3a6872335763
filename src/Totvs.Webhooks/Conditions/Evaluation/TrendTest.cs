using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The value increased, or decreased.</summary>
/// <param name="againstPrevious">Compares it with the value before the event.</param>
internal sealed class TrendTest(OrderTest againstPrevious) : ValueTest
{
    public override Verdict Judge(ref FieldValue value, RecordView view)
    {
        if (!view.HasPreviousRecord)
        {
            return Verdict.False(ConditionReason.NoPreviousRecord);
        }

        Verdict verdict = againstPrevious.Judge(ref value, view);
        return verdict.Reason switch
        {
            ConditionReason.OperandMissing => Verdict.Unknown(ConditionReason.PreviousMissing),
            ConditionReason.OperandTypeMismatch => Verdict.Unknown(ConditionReason.TypeMismatch),
            _ => verdict,
        };
    }
}
