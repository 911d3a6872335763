using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>Today has the date's month and day, in a later year. 29 February is kept on the 28th where the year has no 29th.</summary>
internal sealed class AnniversaryTest(TimeZoneInfo zone) : DateTest(zone)
{
    protected override Verdict Judge(DateValue date, RecordView view)
    {
        DateOnly day = date.DayIn(Zone);
        DateOnly today = view.TodayIn(Zone);
        bool isToday = day.Month == today.Month && Math.Min(day.Day, DateTime.DaysInMonth(today.Year, today.Month)) == today.Day;
        return Verdict.When(isToday && day.Year < today.Year, ConditionReason.NoAnniversary);
    }
}
