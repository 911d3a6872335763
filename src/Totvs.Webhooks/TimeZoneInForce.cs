using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Totvs.Webhooks;

/// <summary>The time zone that this host's options and machine come to; logged once, when it is first needed.</summary>
internal sealed class TimeZoneInForce
{
    public TimeZoneInForce(IOptions<TotvsWebhooksOptions> options, TimeProvider timeProvider, ILogger<TimeZoneInForce> logger)
    {
        var choice = TimeZoneChoice.Choose(
            options.Value.TimeZone,
            timeProvider.LocalTimeZone,
            Environment.GetEnvironmentVariable("TZ"),
            FindOnThisMachine);
        Zone = choice.Zone;
        TimeSpan offset = Zone.GetUtcOffset(timeProvider.GetUtcNow());
        string written = string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}");
        TimeZoneLog.InForce(logger, Zone.Id, written, choice.Origin);
        if (choice.Doubt is { } doubt)
        {
            TimeZoneLog.Doubtful(logger, doubt);
        }
    }

    public TimeZoneInfo Zone { get; }

    /// <summary>Finds a time zone by its IANA or Windows id, or by a file, as the environment variable TZ may name one.</summary>
    public static TimeZoneInfo? FindOnThisMachine(string id)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? zone))
        {
            return zone;
        }

        return Path.IsPathRooted(id) && File.Exists(id) ? TimeZoneInfo.Local : null;
    }
}
