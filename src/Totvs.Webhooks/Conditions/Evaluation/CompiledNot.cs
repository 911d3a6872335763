namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The negation of a condition, by Kleene's table.</summary>
internal sealed class CompiledNot(Condition source, CompiledCondition part) : CompiledCondition
{
    public override Verdict Judge(RecordView view)
    {
        return Negated(part.Judge(view));
    }

    public override ConditionExplanation Explain(RecordView view, string language)
    {
        ConditionExplanation child = part.Explain(view, language);
        return ConditionExplanation.Of(source, Negated(new Verdict(child.Truth, child.Reason)), language) with { Children = Array.AsReadOnly([child]) };
    }

    private static Verdict Negated(Verdict verdict) =>
        verdict.Truth == Truth.Unknown ? Verdict.Unknown(ConditionReason.PartUnknown) : verdict.Negated(ConditionReason.PartTrue);
}
