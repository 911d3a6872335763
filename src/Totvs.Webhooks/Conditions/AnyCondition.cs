namespace Totvs.Webhooks.Conditions;

/// <summary>True when at least one condition in it is true; false when every one is false; unknown otherwise.</summary>
internal sealed class AnyCondition(IEnumerable<Condition> conditions) : GroupCondition(conditions);
