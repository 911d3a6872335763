using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The tests of dates. All of them read the date in the condition's time zone.</summary>
internal static class DateTests
{
    /// <summary>The date falls on the same calendar day as another.</summary>
    public static DateTest SameDay(CompiledOperand operand, TimeZoneInfo zone) => new((date, view) =>
    {
        FieldValue room = default;
        ref FieldValue other = ref operand.Resolve(view, ref room);
        if (other.State != ValueState.Present)
        {
            return ValueTest.OperandNotThere(other);
        }

        return other.TryGetDate(out DateValue otherDate)
            ? Verdict.When(date.DayIn(zone) == otherDate.DayIn(zone), ConditionReason.OtherDay)
            : Verdict.Unknown(ConditionReason.OperandTypeMismatch);
    });

    /// <summary>The date falls in the current calendar unit, or in the one that is so many units away.</summary>
    /// <remarks>
    /// Units are numbered through the calendar: nothing has to be added to a date, and no date is too early or too late.
    /// </remarks>
    public static DateTest InPeriod(CalendarUnit unit, int distance, ConditionSettings settings) => new((date, view) =>
    {
        int number = NumberOf(unit, date.DayIn(settings.TimeZone), settings.FirstDayOfWeek);
        int current = NumberOf(unit, view.TodayIn(settings.TimeZone), settings.FirstDayOfWeek);
        return Verdict.When(number == current + distance, ConditionReason.OutsidePeriod);
    });

    /// <summary>The date lies between the duration ago and now, both ends included.</summary>
    public static DateTest InLast(ConditionDuration duration, TimeZoneInfo zone) => new((date, view) => Verdict.When(
        AgainstEdge(date, duration.Negated, view, zone) >= 0 && AgainstNow(date, view, zone) <= 0, ConditionReason.OutsidePeriod));

    /// <summary>The date lies between now and the duration from now, both ends included.</summary>
    public static DateTest InNext(ConditionDuration duration, TimeZoneInfo zone) => new((date, view) => Verdict.When(
        AgainstNow(date, view, zone) >= 0 && AgainstEdge(date, duration, view, zone) <= 0, ConditionReason.OutsidePeriod));

    /// <summary>The date lies before the duration ago.</summary>
    public static DateTest OlderThan(ConditionDuration duration, TimeZoneInfo zone) => new((date, view) => Verdict.When(
        AgainstEdge(date, duration.Negated, view, zone) < 0, ConditionReason.NotOldEnough));

    /// <summary>Today has the date's month and day, in a later year. 29 February is kept on the 28th where the year has no 29th.</summary>
    public static DateTest Anniversary(TimeZoneInfo zone) => new((date, view) =>
    {
        DateOnly day = date.DayIn(zone);
        DateOnly today = view.TodayIn(zone);
        bool isToday = day.Month == today.Month && Math.Min(day.Day, DateTime.DaysInMonth(today.Year, today.Month)) == today.Day;
        return Verdict.When(isToday && day.Year < today.Year, ConditionReason.NoAnniversary);
    });

    private static int AgainstNow(DateValue date, RecordView view, TimeZoneInfo zone) =>
        DateValue.Compare(date, DateValue.Moment(view.Now), zone);

    private static int AgainstEdge(DateValue date, ConditionDuration distance, RecordView view, TimeZoneInfo zone) =>
        DateValue.Compare(date, distance.From(view.Now, zone), zone);

    private static int NumberOf(CalendarUnit unit, DateOnly day, DayOfWeek firstDayOfWeek) => unit switch
    {
        CalendarUnit.Day => day.DayNumber,

        // Day 0 of the calendar, 1 January of the year 1, is a Monday.
        CalendarUnit.Week => (day.DayNumber + 7 - (((int)firstDayOfWeek + 6) % 7)) / 7,
        CalendarUnit.Month => (day.Year * 12) + day.Month - 1,
        CalendarUnit.Quarter => (day.Year * 4) + ((day.Month - 1) / 3),
        _ => day.Year,
    };
}
