using System.Globalization;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions;

/// <summary>A number of calendar units, written <c>30 days</c> or <c>-1 month</c>.</summary>
internal readonly record struct ConditionDuration(int Amount, DurationUnit Unit)
{
    /// <summary>The largest amount, either way.</summary>
    public const int MaxAmount = 1_000_000;

    private static readonly string[] Names = ["minute", "hour", "day", "week", "month", "year"];

    public ConditionDuration Negated => this with { Amount = -Amount };

    private string Name => (uint)Unit < (uint)Names.Length ? Names[(int)Unit] : Unit.ToString();

    public static bool TryParse(string text, out ConditionDuration duration)
    {
        duration = default;
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2
            || !int.TryParse(words[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int amount)
            || Math.Abs((long)amount) > MaxAmount)
        {
            return false;
        }

        string singular = words[1].EndsWith('s') ? words[1][..^1] : words[1];
        int unit = Array.IndexOf(Names, singular);
        duration = new ConditionDuration(amount, (DurationUnit)unit);
        return unit >= 0;
    }

    /// <summary>The moment this far from now; at the ends of the calendar it stops.</summary>
    public DateValue From(DateTimeOffset now, TimeZoneInfo zone)
    {
        if (Unit is DurationUnit.Minutes or DurationUnit.Hours)
        {
            long elapsed = Amount * (Unit == DurationUnit.Minutes ? TimeSpan.TicksPerMinute : TimeSpan.TicksPerHour);
            return DateValue.Moment(new DateTime(Clamp(now.UtcTicks + elapsed)), TimeSpan.Zero);
        }

        DateTime clock = DateValue.Moment(now).ClockIn(zone);
        return DateValue.Local(Unit switch
        {
            DurationUnit.Days => new DateTime(Clamp(clock.Ticks + (Amount * TimeSpan.TicksPerDay))),
            DurationUnit.Weeks => new DateTime(Clamp(clock.Ticks + (Amount * 7 * TimeSpan.TicksPerDay))),
            DurationUnit.Months => AddMonths(clock, Amount),
            _ => AddMonths(clock, Amount * 12),
        });
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Amount} {Name}{(Math.Abs((long)Amount) == 1 ? "" : "s")}");

    private static long Clamp(long ticks) => Math.Clamp(ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks);

    private static DateTime AddMonths(DateTime clock, int months)
    {
        int month = (clock.Year * 12) + clock.Month - 1 + months;
        return month < 12 ? DateTime.MinValue : month >= 10_000 * 12 ? DateTime.MaxValue : clock.AddMonths(months);
    }
}
