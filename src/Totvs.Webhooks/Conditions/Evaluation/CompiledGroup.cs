namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>All or any of several conditions, by Kleene's tables.</summary>
internal sealed class CompiledGroup(GroupCondition source, CompiledCondition[] parts) : CompiledCondition
{
    private readonly bool _isAll = source is AllCondition;

    public override Verdict Judge(RecordView view)
    {
        ConditionResult decisive = _isAll ? ConditionResult.False : ConditionResult.True;
        bool hasUnknown = false;
        foreach (CompiledCondition part in parts)
        {
            ConditionResult truth = part.Judge(view).Result;
            if (truth == decisive)
            {
                return Decided;
            }

            hasUnknown |= truth == ConditionResult.Unknown;
        }

        return hasUnknown ? Verdict.Unknown(ConditionReason.PartUnknown) : Undecided;
    }

    // From the explanations of its parts: judging them again would repeat each search once for every group around it.
    public override ConditionExplanation Explain(RecordView view, string language)
    {
        ConditionExplanation[] children = Array.ConvertAll(parts, part => part.Explain(view, language));
        ConditionResult decisive = _isAll ? ConditionResult.False : ConditionResult.True;
        Verdict verdict = Array.Exists(children, child => child.Result == decisive) ? Decided
            : Array.Exists(children, child => child.Result == ConditionResult.Unknown) ? Verdict.Unknown(ConditionReason.PartUnknown)
            : Undecided;
        return new ConditionExplanation(source, verdict, language) { Children = Array.AsReadOnly(children) };
    }

    private Verdict Decided => _isAll ? Verdict.False(ConditionReason.PartFalse) : Verdict.True;

    private Verdict Undecided => _isAll ? Verdict.True : Verdict.False(ConditionReason.NoPartTrue);
}
