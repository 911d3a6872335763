namespace Totvs.Webhooks.Conditions;

/// <summary>A group: true when every condition in it is true (Kleene: false when one is false, unknown otherwise).</summary>
public sealed record AllCondition : Condition
{
    /// <summary>Makes the group.</summary>
    /// <param name="conditions">Its conditions, copied.</param>
    public AllCondition(IEnumerable<Condition> conditions) => Conditions = ConditionList.Copy(conditions);

    /// <summary>The conditions of the group, in the order given.</summary>
    public IReadOnlyList<Condition> Conditions { get; }

    /// <summary>Whether the other group holds equal conditions in the same order.</summary>
    /// <param name="other">The other group.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(AllCondition? other) => other is not null && Conditions.SequenceEqual(other.Conditions);

    /// <summary>A hash that agrees with <see cref="Equals(AllCondition)"/>.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => ConditionList.HashOf("all", Conditions);
}
