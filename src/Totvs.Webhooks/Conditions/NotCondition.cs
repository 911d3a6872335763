namespace Totvs.Webhooks.Conditions;

/// <summary>The negation of a condition: true when it is false, false when it is true, unknown when it is unknown.</summary>
internal sealed class NotCondition(Condition condition) : Condition
{
    public Condition Condition { get; } = condition ?? throw new ArgumentNullException(nameof(condition));

    public override bool Equals(object? obj) => obj is NotCondition other && Condition == other.Condition;

    public override int GetHashCode() => HashCode.Combine(nameof(NotCondition), Condition);
}
