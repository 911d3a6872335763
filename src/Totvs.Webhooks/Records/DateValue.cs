namespace Totvs.Webhooks.Records;

/// <summary>A date as a record writes it: a calendar day, a clock time of the time zone, or a moment with its offset.</summary>
internal readonly record struct DateValue
{
    private static readonly TimeSpan NoOffset = TimeSpan.Zero;

    private DateValue(DateTime clock, TimeSpan? offset, bool hasTime)
    {
        Clock = DateTime.SpecifyKind(clock, DateTimeKind.Unspecified);
        Offset = offset;
        HasTime = hasTime;
    }

    /// <summary>The date and time as written.</summary>
    public DateTime Clock { get; }

    /// <summary>The offset as written, or none.</summary>
    public TimeSpan? Offset { get; }

    /// <summary>Whether there is a time of day.</summary>
    public bool HasTime { get; }

    public static DateValue Day(DateTime day) => new(day.Date, null, hasTime: false);

    public static DateValue Local(DateTime clock) => new(clock, null, hasTime: true);

    public static DateValue Moment(DateTimeOffset moment) => new(moment.DateTime, moment.Offset, hasTime: true);

    public static DateValue Moment(DateTime clock, TimeSpan offset) => new(clock, offset, hasTime: true);

    /// <summary>Earlier, the same or later: as moments, or as calendar days of the zone where one of the two has no time.</summary>
    public static int Compare(DateValue left, DateValue right, TimeZoneInfo zone) =>
        left.HasTime && right.HasTime
            ? left.UtcTicks(zone).CompareTo(right.UtcTicks(zone))
            : left.DayIn(zone).CompareTo(right.DayIn(zone));

    /// <summary>The moment, as ticks in UTC; may lie outside the calendar of <see cref="DateTime"/>.</summary>
    /// <remarks>A clock time that occurs twice is taken by the zone's standard time, one that is skipped as if it were not.</remarks>
    public long UtcTicks(TimeZoneInfo zone) => Clock.Ticks - (Offset ?? (HasTime ? zone.GetUtcOffset(Clock) : NoOffset)).Ticks;

    /// <summary>The calendar day in the zone.</summary>
    public DateOnly DayIn(TimeZoneInfo zone) => DateOnly.FromDateTime(Offset is null ? Clock : ClockIn(zone));

    /// <summary>The clock time in the zone.</summary>
    public DateTime ClockIn(TimeZoneInfo zone)
    {
        if (Offset is null)
        {
            return Clock;
        }

        var utc = new DateTime(Clamp(UtcTicks(zone)), DateTimeKind.Utc);
        return new DateTime(Clamp(utc.Ticks + zone.GetUtcOffset(utc).Ticks), DateTimeKind.Unspecified);
    }

    private static long Clamp(long ticks) => Math.Clamp(ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks);
}
