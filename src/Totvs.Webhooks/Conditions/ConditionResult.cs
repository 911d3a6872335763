namespace Totvs.Webhooks.Conditions;

/// <summary>What a condition came to for one event (Kleene's three-valued logic).</summary>
public enum ConditionResult
{
    /// <summary>It does not hold.</summary>
    False,

    /// <summary>It holds. Only a workflow whose conditions are true runs.</summary>
    True,

    /// <summary>It cannot be told: a value is missing or of the wrong type. Its negation is unknown as well.</summary>
    Unknown,
}
