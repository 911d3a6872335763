namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>What a condition came to, and why where it is not true.</summary>
internal readonly record struct Verdict(Truth Truth, ConditionReason Reason)
{
    public static Verdict True => new(Truth.True, ConditionReason.None);

    public static Verdict False(ConditionReason reason) => new(Truth.False, reason);

    public static Verdict Unknown(ConditionReason reason) => new(Truth.Unknown, reason);

    public static Verdict When(bool holds, ConditionReason reasonIfNot) => holds ? True : False(reasonIfNot);

    public Verdict Negated(ConditionReason reasonIfFalse) => Truth switch
    {
        Truth.True => False(reasonIfFalse),
        Truth.False => True,
        _ => this,
    };
}
