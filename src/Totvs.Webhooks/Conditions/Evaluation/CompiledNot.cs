namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The negation of a condition, by Kleene's table.</summary>
internal sealed class CompiledNot(Condition source, CompiledCondition part) : CompiledCondition
{
    public override Verdict Judge(RecordView view) => Negated(part.Judge(view));

    public override ConditionExplanation Explain(RecordView view, string language)
    {
        ConditionExplanation child = part.Explain(view, language);
        Verdict verdict = Negated(new Verdict(child.Result, child.Reason));
        return new ConditionExplanation(source, verdict, language) { Children = Array.AsReadOnly([child]) };
    }

    private static Verdict Negated(Verdict verdict) => verdict.Result == ConditionResult.Unknown
        ? Verdict.Unknown(ConditionReason.PartUnknown)
        : verdict.Negated(ConditionReason.PartTrue);
}
