namespace Totvs.Webhooks.Workflows.Conditions.Evaluation;

/// <summary>All or any of several conditions, by Kleene's tables.</summary>
internal sealed class CompiledGroup(Condition source, bool isAll, CompiledCondition[] parts) : CompiledCondition
{
    public override Verdict Judge(RecordView view)
    {
        Truth decisive = isAll ? Truth.False : Truth.True;
        bool hasUnknown = false;
        foreach (CompiledCondition part in parts)
        {
            Truth truth = part.Judge(view).Truth;
            if (truth == decisive)
            {
                return Decided;
            }

            hasUnknown |= truth == Truth.Unknown;
        }

        return hasUnknown ? Verdict.Unknown(ConditionReason.PartUnknown) : Undecided;
    }

    public override ConditionExplanation Explain(RecordView view, string language) => ConditionExplanation.Of(source, Judge(view), language) with
    {
        Children = Array.AsReadOnly(Array.ConvertAll(parts, part => part.Explain(view, language))),
    };

    private Verdict Decided => isAll ? Verdict.False(ConditionReason.PartFalse) : Verdict.True;

    private Verdict Undecided => isAll ? Verdict.True : Verdict.False(ConditionReason.NoPartTrue);
}
