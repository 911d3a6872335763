namespace Totvs.Webhooks.Conditions;

/// <summary>The result of a condition for one event (Kleene's three-valued logic).</summary>
public enum ConditionResult
{
    /// <summary>It does not hold.</summary>
    False,

    /// <summary>It holds. Only a workflow whose conditions are true runs.</summary>
    True,

    /// <summary>A value is missing or of the wrong type. The negation is unknown as well.</summary>
    Unknown,
}
