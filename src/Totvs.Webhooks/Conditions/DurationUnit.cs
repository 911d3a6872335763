namespace Totvs.Webhooks.Conditions;

/// <summary>The unit of a duration in a condition.</summary>
/// <remarks>
/// Minutes and hours are elapsed time. Days and longer units follow the calendar of the engine's time zone: one day before 10:00 is
/// 10:00 of the day before, also where the clock was changed in between; one month before 31 March is the last day of February.
/// </remarks>
public enum DurationUnit
{
    /// <summary>Minutes of 60 seconds.</summary>
    Minutes,

    /// <summary>Hours of 60 minutes.</summary>
    Hours,

    /// <summary>Calendar days.</summary>
    Days,

    /// <summary>Seven calendar days.</summary>
    Weeks,

    /// <summary>Calendar months.</summary>
    Months,

    /// <summary>Calendar years.</summary>
    Years,
}
