namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The result of a condition, with the reason where it is not true.</summary>
internal readonly record struct Verdict(ConditionResult Result, ConditionReason Reason)
{
    public static Verdict True => new(ConditionResult.True, ConditionReason.None);

    public static Verdict False(ConditionReason reason) => new(ConditionResult.False, reason);

    public static Verdict Unknown(ConditionReason reason) => new(ConditionResult.Unknown, reason);

    public static Verdict When(bool holds, ConditionReason reasonIfNot) => holds ? True : False(reasonIfNot);

    public Verdict Negated(ConditionReason reasonIfFalse) => Result switch
    {
        ConditionResult.True => False(reasonIfFalse),
        ConditionResult.False => True,
        _ => this,
    };
}
