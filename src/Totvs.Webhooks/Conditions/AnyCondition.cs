namespace Totvs.Webhooks.Conditions;

/// <summary>A group: true when at least one condition in it is true (Kleene: false when every one is false, unknown otherwise).</summary>
public sealed record AnyCondition : Condition
{
    /// <summary>Makes the group.</summary>
    /// <param name="conditions">Its conditions, copied.</param>
    public AnyCondition(IEnumerable<Condition> conditions) => Conditions = ConditionList.Copy(conditions);

    /// <summary>The conditions of the group, in the order given.</summary>
    public IReadOnlyList<Condition> Conditions { get; }

    /// <summary>Whether the other group holds equal conditions in the same order.</summary>
    /// <param name="other">The other group.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(AnyCondition? other) => other is not null && Conditions.SequenceEqual(other.Conditions);

    /// <summary>A hash that agrees with <see cref="Equals(AnyCondition)"/>.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => ConditionList.HashOf("any", Conditions);
}
