using System.Globalization;
using System.Text.RegularExpressions;

namespace Totvs.Webhooks.Tests.Conditions.Oracle;

/// <summary>Dates as the page reads and compares them, in one time zone, around one now.</summary>
internal sealed partial class OracleCalendar(OracleSettings settings)
{
    private readonly DateOnly _today = DayOf(settings.Now, settings.Zone);

    /// <summary>A calendar day of the time zone, and the moment where the text has a time.</summary>
    public (DateOnly Day, DateTimeOffset? Moment)? Read(string text)
    {
        Match match = Iso().Match(text);
        if (!match.Success
            || !DateOnly.TryParseExact(
                match.Groups["day"].ValueSpan, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            return null;
        }

        if (!match.Groups["time"].Success)
        {
            return (day, null);
        }

        int Number(string group) => match.Groups[group].Success
            ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture)
            : 0;
        if (Number("hour") > 23 || Number("minute") > 59 || Number("second") > 59)
        {
            return null;
        }

        long ticks = long.Parse(match.Groups["fraction"].Value.PadRight(7, '0')[..7], CultureInfo.InvariantCulture);
        DateTime local = day.ToDateTime(new TimeOnly(Number("hour"), Number("minute"), Number("second"))).AddTicks(ticks);
        TimeSpan offset = match.Groups["offset"].Value switch
        {
            "" => settings.Zone.GetUtcOffset(local),
            "Z" => TimeSpan.Zero,
            string written => (written[0] == '-' ? -1 : 1) * TimeSpan.ParseExact(written[1..], @"hh\:mm", CultureInfo.InvariantCulture),
        };
        var moment = new DateTimeOffset(local, offset);
        return (DayOf(moment, settings.Zone), moment);
    }

    /// <summary>As moments, or as days where one of the two has no time.</summary>
    public static int Compare((DateOnly Day, DateTimeOffset? Moment) left, (DateOnly Day, DateTimeOffset? Moment) right) =>
        left.Moment is { } a && right.Moment is { } b ? a.CompareTo(b) : left.Day.CompareTo(right.Day);

    /// <summary>Now, moved: minutes and hours elapse, longer units follow the calendar.</summary>
    public (DateOnly Day, DateTimeOffset? Moment) Moved(string duration, int direction = 1)
    {
        string[] words = duration.Split(' ');
        int amount = direction * int.Parse(words[0], CultureInfo.InvariantCulture);
        DateTime local = TimeZoneInfo.ConvertTime(settings.Now, settings.Zone).DateTime;
        DateTimeOffset moment = words[1].TrimEnd('s') switch
        {
            "minute" => settings.Now.AddMinutes(amount),
            "hour" => settings.Now.AddHours(amount),
            "day" => Placed(local.AddDays(amount)),
            "week" => Placed(local.AddDays(7 * amount)),
            "month" => Placed(local.AddMonths(amount)),
            "year" => Placed(local.AddYears(amount)),
            _ => throw new ArgumentException($"'{duration}' is not a duration."),
        };
        return (DayOf(moment, settings.Zone), moment);
    }

    /// <summary>Whether a day lies in a period that stands <paramref name="distance"/> periods after this one.</summary>
    public bool IsIn(DateOnly day, string period, int distance)
    {
        DateOnly month = _today.AddDays(1 - _today.Day);
        (DateOnly first, DateOnly next) = period switch
        {
            "Day" => (_today.AddDays(distance), _today.AddDays(distance + 1)),
            "Week" => Pair(
                _today.AddDays(-((7 + _today.DayOfWeek - settings.FirstDayOfWeek) % 7)),
                start => start.AddDays(7 * distance), start => start.AddDays(7)),
            "Month" => Pair(month, start => start.AddMonths(distance), start => start.AddMonths(1)),
            "Quarter" => Pair(
                month.AddMonths(-((month.Month - 1) % 3)), start => start.AddMonths(3 * distance), start => start.AddMonths(3)),
            _ => (new DateOnly(_today.Year + distance, 1, 1), new DateOnly(_today.Year + distance + 1, 1, 1)),
        };
        return day >= first && day < next;
    }

    public bool IsAnniversary(DateOnly day)
    {
        bool leapDayKeptEarlier = day is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(_today.Year);
        return _today.Year > day.Year && _today.Month == day.Month && _today.Day == (leapDayKeptEarlier ? 28 : day.Day);
    }

    private DateTimeOffset Placed(DateTime local) => new(local, settings.Zone.GetUtcOffset(local));

    private static DateOnly DayOf(DateTimeOffset moment, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

    private static (DateOnly First, DateOnly Next) Pair(DateOnly current, Func<DateOnly, DateOnly> move, Func<DateOnly, DateOnly> end) =>
        (move(current), end(move(current)));

    [GeneratedRegex(
        @"\A(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
        + @"(?<time>T(?<hour>[0-9]{2}):(?<minute>[0-9]{2})(:(?<second>[0-9]{2})(\.(?<fraction>[0-9]+))?)?"
        + @"(?<offset>Z|[+-][0-9]{2}:[0-9]{2})?)?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Iso();
}
