namespace Totvs.Webhooks.Conditions;

/// <summary>The kind of a condition in an explanation.</summary>
public enum ConditionKind
{
    /// <summary>A condition on a field.</summary>
    Field,

    /// <summary>A group: every part must be true.</summary>
    All,

    /// <summary>A group: at least one part must be true.</summary>
    Any,

    /// <summary>The negation of its one part.</summary>
    Not,
}
