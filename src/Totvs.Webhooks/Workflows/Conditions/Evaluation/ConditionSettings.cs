namespace Totvs.Webhooks.Workflows.Conditions.Evaluation;

/// <summary>What conditions on dates depend on: stated for an engine, and for a workflow where it differs.</summary>
internal sealed record ConditionSettings(TimeZoneInfo TimeZone, DayOfWeek FirstDayOfWeek);
