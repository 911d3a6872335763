using System.Globalization;

namespace Totvs.Webhooks.Tests.Conditions.Oracle;

/// <summary>Values in JSON that lie near the edges of the page's rules.</summary>
internal static class OracleMaterial
{
    public static readonly string[] Numbers =
    [
        "0", "-0", "0e9", "1", "1.0", "1e0", "10", "1e1", "100E-1", "0.1", "0.10", "0.1000000000000000000000000000000001", "2", "-1",
        "-1.5", "-10",
        "79228162514264337593543950336", "79228162514264337593543950335.5", "9007199254740992", "9007199254740993", "1e400", "10e399",
        "-1e400", "1e-400",
        "123456789012345678901234567890123456789", "123456789012345678901234567890123456780", "12345678901234567890123456789012345678e1",
        "1e100000000000000000", "1e100000000000000001", "1e99999999999999999999", "-1e-99999999999999999999", "1e-100000000000000000",
        "1e99999999999999999",
    ];

    public static readonly string[] Texts =
    [
        "\"\"", "\"  \"", "\"\\u00a0\\t\"", "\"won\"", "\"Won\"", "\"WON\"", "\"won\\n\"", "\"a won b\"", "\"lost\"", "\"São Paulo\"",
        "\"SÃO PAULO\"", "\"SA\\u0303O PAULO\"", "\"sao paulo\"",
        "\"ß\"", "\"SS\"", "\"1\"", "\"true\"", "\"null\"", "\"a\\ud800b\"", "\"a\\ufffdb\"", "\"\\ud83d\\ude00\"", "\"\\ud801\\udc28\"",
        "\"\\ud801\\udc00\"",
        "\"01310-100\"", "\"01310-1000\"", "\"2022-02-30\"", "\"2022-05-06x\"", "\"w\\u006fn\"", "\"ao\"",
    ];

    public static readonly string[] Others =
        [
            "true", "false", "null", "[]", "[1,\"a\"]", "[1.0,\"\\u0061\"]", "[\"a\",1]", "[[1]]", "[null]", "{}", "{\"a\":1,\"b\":[2]}",
            "{\"b\":[2.0],\"a\":1e0}", "{\"a\":1}", "[\"2022-05-06\"]"];

    public static readonly string[] Durations =
        [
            "1 minute", "30 minutes", "1 hour", "24 hours", "1 day", "7 days", "30 days", "1 week", "2 weeks", "1 month", "3 months",
            "1 year", "4 years", "100 years"];

    private static readonly Func<DateTime, DateTime>[] Distances =
    [
        at => at, at => at.AddTicks(1), at => at.AddTicks(-1), at => at.AddMinutes(-1), at => at.AddMinutes(30), at => at.AddMinutes(-30),
        at => at.AddHours(1), at => at.AddHours(-24),
        at => at.Date, at => at.Date.AddTicks(-1), at => at.AddDays(1), at => at.AddDays(-1), at => at.AddDays(7), at => at.AddDays(-7),
        at => at.AddDays(14), at => at.AddDays(-30),
        at => Monday(at), at => Monday(at).AddDays(-1), at => Monday(at).AddDays(-2), at => Monday(at).AddDays(6),
        at => Monday(at).AddDays(7), at => Month(at), at => Month(at).AddTicks(-1),
        at => Month(at).AddMonths(1), at => Month(at).AddMonths(2).AddDays(-1), at => Quarter(at), at => Quarter(at).AddDays(-1),
        at => Quarter(at).AddMonths(3), at => Quarter(at).AddMonths(-3),
        at => at.AddMonths(1), at => at.AddMonths(-1), at => at.AddMonths(-3), at => new DateTime(at.Year, 1, 1),
        at => new DateTime(at.Year, 12, 31, 23, 30, 0), at => new DateTime(at.Year - 1, 12, 31),
        at => new DateTime(at.Year + 1, 1, 1), at => at.AddYears(1), at => at.AddYears(-1), at => at.AddYears(-4), at => at.AddYears(-40),
        at => new DateTime(at.Year, 10, 29, 2, 30, 0),
        at => new DateTime(2000, 2, 29, at.Hour, 0, 0), at => new DateTime(1999, 2, 28),
    ];

    /// <summary>A date near now, written in one of the ways ISO 8601 has.</summary>
    public static string Date(Random random, OracleSettings settings)
    {
        DateTime local = Distances[random.Next(Distances.Length)](TimeZoneInfo.ConvertTime(settings.Now, settings.Zone).DateTime);
        int way = random.Next(6);
        if (way >= 3 && settings.Zone.IsInvalidTime(local))
        {
            way = 1;
        }

        string text = way switch
        {
            0 or 1 => local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            2 => new DateTimeOffset(local, TimeSpan.FromHours(random.Next(-3, 6))).ToString(
                "yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture),
            3 => TimeZoneInfo.ConvertTimeToUtc(local, settings.Zone).ToString(
                "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
            4 => local.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
            _ => local.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'99'", CultureInfo.InvariantCulture),
        };
        return $"\"{text}\"";
    }

    private static DateTime Monday(DateTime at) => at.Date.AddDays(-(((int)at.DayOfWeek + 6) % 7));

    private static DateTime Month(DateTime at) => new(at.Year, at.Month, 1);

    private static DateTime Quarter(DateTime at) => new(at.Year, ((at.Month - 1) / 3 * 3) + 1, 1);
}
