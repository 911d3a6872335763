namespace Totvs.Webhooks.Tests.Conditions.Oracle;

/// <summary>When and where a case is judged: the time zone, the first day of the week, and now.</summary>
internal sealed record OracleSettings(TimeZoneInfo Zone, DayOfWeek FirstDayOfWeek, DateTimeOffset Now)
{
    /// <summary>The settings by the letter that stands for them in the file of cases.</summary>
    public static IReadOnlyDictionary<char, OracleSettings> ByLetter { get; } = new Dictionary<char, OracleSettings>
    {
        ['S'] = Of("America/Sao_Paulo", DayOfWeek.Sunday, "2022-05-06T15:28:36-03:00"),
        ['N'] = Of("America/New_York", DayOfWeek.Monday, "2024-03-15T12:00:00-04:00"),
        ['U'] = Of("UTC", DayOfWeek.Saturday, "2024-02-29T00:00:00Z"),
        ['K'] = Of("Asia/Kathmandu", DayOfWeek.Monday, "2023-12-31T23:59:59.9999999+05:45"),
        ['B'] = Of("Europe/Berlin", DayOfWeek.Monday, "2023-10-29T12:00:00+01:00"),
    };

    private static OracleSettings Of(string zone, DayOfWeek firstDayOfWeek, string now) =>
        new(
            TimeZoneInfo.FindSystemTimeZoneById(zone), firstDayOfWeek,
            DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
}
