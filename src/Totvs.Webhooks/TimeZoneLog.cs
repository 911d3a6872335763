using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks;

/// <summary>The log messages about the time zone in force.</summary>
internal static partial class TimeZoneLog
{
    [LoggerMessage(
        1030,
        LogLevel.Information,
        "The time zone of timestamps, and of dates in conditions, is {TimeZone} (UTC{Offset} now); it comes from {Origin}")]
    public static partial void InForce(ILogger logger, string timeZone, string offset, string origin);

    [LoggerMessage(
        1031,
        LogLevel.Warning,
        "The time zone in force is UTC, because {Reason}. Install tzdata and set the option TimeZone to the zone; "
        + "if UTC is intended, set TimeZone to 'UTC'")]
    public static partial void Doubtful(ILogger logger, string reason);
}
