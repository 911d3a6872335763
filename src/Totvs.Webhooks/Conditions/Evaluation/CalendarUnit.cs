namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The units that the calendar is divided into.</summary>
internal enum CalendarUnit
{
    Day,
    Week,
    Month,
    Quarter,
    Year,
}
