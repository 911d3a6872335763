using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The date falls in the current calendar day, week, month, quarter or year, the one before, or the one after.</summary>
/// <remarks>
/// Units are numbered through the calendar, so that nothing has to be added to a date, and no date is too early or too late.
/// </remarks>
internal sealed class PeriodTest(CalendarUnit unit, int distance, ConditionSettings settings) : DateTest(settings.TimeZone)
{
    protected override Verdict Judge(DateValue date, RecordView view) =>
        Verdict.When(Number(date.DayIn(Zone)) == Number(view.TodayIn(Zone)) + distance, ConditionReason.OutsidePeriod);

    private int Number(DateOnly day) => unit switch
    {
        CalendarUnit.Day => day.DayNumber,

        // Day 0 of the calendar, 1 January of the year 1, is a Monday.
        CalendarUnit.Week => (day.DayNumber + 7 - (((int)settings.FirstDayOfWeek + 6) % 7)) / 7,
        CalendarUnit.Month => (day.Year * 12) + day.Month - 1,
        CalendarUnit.Quarter => (day.Year * 4) + ((day.Month - 1) / 3),
        _ => day.Year,
    };
}
