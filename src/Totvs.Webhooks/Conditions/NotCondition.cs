namespace Totvs.Webhooks.Conditions;

/// <summary>The negation of a condition: true when it is false, false when it is true, unknown when it is unknown.</summary>
public sealed record NotCondition : Condition
{
    /// <summary>Makes the negation.</summary>
    /// <param name="condition">The condition to turn round.</param>
    public NotCondition(Condition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        Condition = condition;
    }

    /// <summary>The condition that is turned round.</summary>
    public Condition Condition { get; }
}
