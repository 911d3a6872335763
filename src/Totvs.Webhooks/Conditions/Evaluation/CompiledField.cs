namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>A condition on a path to one value.</summary>
/// <param name="source">The condition as it was written.</param>
/// <param name="slot">The path's number.</param>
/// <param name="test">What is tested.</param>
/// <param name="reasonIfTrue">Where the operator negates: the reason for false when the test is true.</param>
internal sealed class CompiledField(FieldCondition source, int slot, ValueTest test, ConditionReason? reasonIfTrue) : CompiledCondition
{
    private readonly bool _negates = reasonIfTrue is not null;
    private readonly ConditionReason _reasonIfTrue = reasonIfTrue.GetValueOrDefault();

    public override Verdict Judge(RecordView view)
    {
        if (!view.HasRecord)
        {
            return Verdict.Unknown(ConditionReason.NoRecord);
        }

        Verdict verdict = test.Judge(ref view.Current(slot), view);
        return _negates ? verdict.Negated(_reasonIfTrue) : verdict;
    }

    public override ConditionExplanation Explain(RecordView view, string language) =>
        new(source, Judge(view), language)
        {
            Value = view.Current(slot).ForExplanation(),
            PreviousValue = view.Previous(slot).ForExplanation(),
        };
}
