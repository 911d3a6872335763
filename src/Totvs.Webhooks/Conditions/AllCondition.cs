namespace Totvs.Webhooks.Conditions;

/// <summary>True when every condition in it is true; false when one is false; unknown otherwise.</summary>
internal sealed class AllCondition(IEnumerable<Condition> conditions) : GroupCondition(conditions);
