namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The settings that compiled conditions depend on.</summary>
/// <param name="TimeZone">The time zone of dates: stated for an engine, and for a workflow where it differs.</param>
/// <param name="FirstDayOfWeek">The day on which a week begins: stated for an engine, and for a workflow where it differs.</param>
internal sealed record ConditionSettings(TimeZoneInfo TimeZone, DayOfWeek FirstDayOfWeek)
{
    /// <summary>The regular expressions that conditions share.</summary>
    public ConditionPatterns Patterns { get; init; } = new();
}
