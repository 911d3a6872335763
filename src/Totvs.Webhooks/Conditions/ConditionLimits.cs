namespace Totvs.Webhooks.Conditions;

/// <summary>How large a condition may be.</summary>
internal static class ConditionLimits
{
    /// <summary>How many groups (all, any, not) may stand inside each other, the field condition itself not counted.</summary>
    public const int Depth = 32;

    /// <summary>How many characters a regular expression may have.</summary>
    public const int PatternLength = 1_000;
}
