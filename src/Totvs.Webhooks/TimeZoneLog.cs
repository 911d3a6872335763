using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks;

/// <summary>What is said of the time zone; event ids 1030 to 1039.</summary>
internal static partial class TimeZoneLog
{
    [LoggerMessage(1030, LogLevel.Information, "Timestamps, and dates in conditions, are in the time zone {TimeZone} (UTC{Offset} now), which comes from {Origin}")]
    public static partial void InForce(ILogger logger, string timeZone, string offset, string origin);

    [LoggerMessage(1031, LogLevel.Warning, "The time zone in force is UTC, since {Reason}. Install tzdata and state the zone in the option TimeZone; where UTC is meant, set TimeZone to 'UTC'")]
    public static partial void Doubtful(ILogger logger, string reason);
}
