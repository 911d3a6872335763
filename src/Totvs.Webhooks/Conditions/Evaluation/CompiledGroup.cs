namespace Totvs.Webhooks.Conditions.Evaluation;

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

    // Of its parts' explanations: judged anew at each level, a search would be made again for each group around it.
    public override ConditionExplanation Explain(RecordView view, string language)
    {
        ConditionExplanation[] children = Array.ConvertAll(parts, part => part.Explain(view, language));
        Truth decisive = isAll ? Truth.False : Truth.True;
        Verdict verdict = Array.Exists(children, child => child.Truth == decisive) ? Decided
            : Array.Exists(children, child => child.Truth == Truth.Unknown) ? Verdict.Unknown(ConditionReason.PartUnknown)
            : Undecided;
        return ConditionExplanation.Of(source, verdict, language) with { Children = Array.AsReadOnly(children) };
    }

    private Verdict Decided => isAll ? Verdict.False(ConditionReason.PartFalse) : Verdict.True;

    private Verdict Undecided => isAll ? Verdict.True : Verdict.False(ConditionReason.NoPartTrue);
}
