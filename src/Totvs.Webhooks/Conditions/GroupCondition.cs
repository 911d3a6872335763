namespace Totvs.Webhooks.Conditions;

/// <summary>Several conditions, joined by all or by any.</summary>
internal abstract class GroupCondition(IEnumerable<Condition> conditions) : Condition
{
    /// <summary>The group's name in JSON.</summary>
    public string Name => this is AllCondition ? "all" : "any";

    /// <summary>The conditions of the group, in the order given.</summary>
    public IReadOnlyList<Condition> Conditions { get; } = ConditionList.Copy(conditions);

    public override bool Equals(object? obj) =>
        obj is GroupCondition other && other.GetType() == GetType() && Conditions.SequenceEqual(other.Conditions);

    public override int GetHashCode() => ConditionList.HashOf(Name, Conditions);
}
