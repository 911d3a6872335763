namespace Totvs.Webhooks.Workflows.Conditions.Evaluation;

/// <summary>The negation of a condition, by Kleene's table.</summary>
internal sealed class CompiledNot(Condition source, CompiledCondition part) : CompiledCondition
{
    public override Verdict Judge(RecordView view)
    {
        Verdict verdict = part.Judge(view);
        return verdict.Truth == Truth.Unknown ? Verdict.Unknown(ConditionReason.PartUnknown) : verdict.Negated(ConditionReason.PartTrue);
    }

    public override ConditionExplanation Explain(RecordView view, string language) => ConditionExplanation.Of(source, Judge(view), language) with
    {
        Children = Array.AsReadOnly([part.Explain(view, language)]),
    };
}
