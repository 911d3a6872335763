namespace Totvs.Webhooks.Conditions;

/// <summary>How large a condition may be.</summary>
internal static class ConditionLimits
{
    /// <summary>How many groups (all, any, not) may be nested, the field condition itself not counted.</summary>
    public const int Depth = 32;

    /// <summary>How many characters a regular expression may have.</summary>
    public const int PatternLength = 1_000;

    /// <summary>
    /// How many levels the JSON of a condition may have: those of a definition file, less its root, its array and its workflow.
    /// </summary>
    public const int JsonDepth = 253;
}
