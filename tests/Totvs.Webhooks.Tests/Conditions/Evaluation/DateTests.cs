using System.Globalization;
using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Conditions.Evaluation;

namespace Totvs.Webhooks.Tests.Conditions.Evaluation;

public class DateTests
{
    [TestCase(
        """ "operator":"before","value":"2022-05-06T15:00:00-03:00" """, """{"x":"2022-05-06T17:59:59.999Z"}""", ConditionResult.True)]
    [TestCase(""" "operator":"before","value":"2022-05-06T15:00:00-03:00" """, """{"x":"2022-05-06T18:00:00Z"}""", ConditionResult.False)]
    [TestCase(
        """ "operator":"after","value":"2022-05-06T15:00:00-03:00" """, """{"x":"2022-05-06T18:00:00.0000001Z"}""", ConditionResult.True)]
    [TestCase(""" "operator":"after","value":"2022-05-06T15:00:00-03:00" """, """{"x":"2022-05-06T18:00Z"}""", ConditionResult.False)]
    [TestCase(""" "operator":"onOrBefore","value":"2022-05-06T15:00:00-03:00" """, """{"x":"2022-05-06T18:00Z"}""", ConditionResult.True)]
    [TestCase(""" "operator":"onOrAfter","value":"2022-05-06T15:00:00-03:00" """, """{"x":"2022-05-06T18:00Z"}""", ConditionResult.True)]
    [TestCase(""" "operator":"before","value":"2022-05-06T15:00:00-03:00" """, """{"x":"2022-05-06T14:59:00"}""", ConditionResult.True)]
    [TestCase(""" "operator":"before","value":"2022-05-06T15:00:00-03:00" """, """{"x":"2022-05-06 15:00:00"}""", ConditionResult.False)]
    public void Dates_with_a_time_are_compared_as_moments(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(""" "operator":"before","value":"2022-05-06" """, """{"x":"2022-05-06T01:00:00Z"}""", ConditionResult.True)]
    [TestCase(""" "operator":"before","value":"2022-05-06" """, """{"x":"2022-05-06T03:00:00Z"}""", ConditionResult.False)]
    [TestCase(""" "operator":"after","value":"2022-05-06" """, """{"x":"2022-05-06T23:59:59-03:00"}""", ConditionResult.False)]
    [TestCase(""" "operator":"after","value":"2022-05-06" """, """{"x":"2022-05-07T03:00:00Z"}""", ConditionResult.True)]
    [TestCase(""" "operator":"before","value":"2022-05-06T15:00:00-03:00" """, """{"x":"2022-05-06"}""", ConditionResult.False)]
    [TestCase(""" "operator":"onOrBefore","value":"2022-05-06T15:00:00-03:00" """, """{"x":"2022-05-06"}""", ConditionResult.True)]
    [TestCase(""" "operator":"onOrAfter","value":"2022-05-06" """, """{"x":"2022-05-06"}""", ConditionResult.True)]
    public void Date_without_time_is_compared_as_a_day_of_the_zone(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(""" "operator":"on","value":"2022-05-06" """, """{"x":"2022-05-07T02:00:00Z"}""", ConditionResult.True)]
    [TestCase(""" "operator":"on","value":"2022-05-06T15:00:00-03:00" """, """{"x":"2022-05-06T00:00:00-03:00"}""", ConditionResult.True)]
    [TestCase(""" "operator":"on","value":"2022-05-06T15:00:00-03:00" """, """{"x":"2022-05-07"}""", ConditionResult.False)]
    [TestCase(""" "operator":"notOn","value":"2022-05-06T15:00:00-03:00" """, """{"x":"2022-05-07"}""", ConditionResult.True)]
    [TestCase(""" "operator":"notOn","value":"2022-05-06T15:00:00-03:00" """, """{"x":"2022-05-06"}""", ConditionResult.False)]
    [TestCase(""" "operator":"notOn","value":"2022-05-06T15:00:00-03:00" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"on","value":{"now":"0 minutes"} """, """{"x":"2022-05-06"}""", ConditionResult.True)]
    [TestCase(""" "operator":"on","value":{"now":"-1 day"} """, """{"x":"2022-05-05"}""", ConditionResult.True)]
    public void On_compares_calendar_days(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(""" "operator":"before","value":"2022-05-06" """, """{"x":20220506}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"before","value":"2022-05-06" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"before","value":"2022-05-06" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"after","value":"2022-05-06" """, """{"x":20220506}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"after","value":"2022-05-06" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"after","value":"2022-05-06" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"onOrBefore","value":"2022-05-06" """, """{"x":20220506}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"onOrBefore","value":"2022-05-06" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"onOrBefore","value":"2022-05-06" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"onOrAfter","value":"2022-05-06" """, """{"x":20220506}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"onOrAfter","value":"2022-05-06" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"onOrAfter","value":"2022-05-06" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"on","value":"2022-05-06" """, """{"x":20220506}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"on","value":"2022-05-06" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"on","value":"2022-05-06" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notOn","value":"2022-05-06" """, """{"x":20220506}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notOn","value":"2022-05-06" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notOn","value":"2022-05-06" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"after","value":"1900-01-01" """, """{"x":"06/05/2022"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"after","value":"1900-01-01" """, """{"x":"2022-13-01"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"after","value":"1900-01-01" """, """{"x":"2022-02-30"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"after","value":"1900-01-01" """, """{"x":"20220506"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"after","value":"1900-01-01" """, """{"x":"2022-05-06T"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"after","value":"1900-01-01" """, """{"x":"2022-05-06T24:00"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"after","value":"1900-01-01" """, """{"x":"2022-05-06T10:60"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"after","value":"1900-01-01" """, """{"x":"2022-05-06T10:00:60"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"after","value":"1900-01-01" """, """{"x":"2022-05-06T10:00:00+25:00"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"after","value":"1900-01-01" """, """{"x":"2022-05-06T10:00:00."}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"after","value":"1900-01-01" """, """{"x":"0000-01-01"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"after","value":"1900-01-01" """, """{"x":"2022-05-06T10:00:00Zx"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"after","value":"1900-01-01" """, """{"x":"2022-05-06T10"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"after","value":"1900-01-01" """, """{"x":"+2022-05-06"}""", ConditionResult.Unknown)]
    public void Numbers_and_other_texts_are_no_dates(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(""" "operator":"on","value":"2022-05-06" """, """{"x":"2022-05-06"}""", ConditionResult.True)]
    [TestCase(""" "operator":"on","value":"2022-05-06" """, """{"x":"2022-05-06T10:00"}""", ConditionResult.True)]
    [TestCase(""" "operator":"on","value":"2022-05-06" """, """{"x":"2022-05-06t10:00:00"}""", ConditionResult.True)]
    [TestCase(""" "operator":"on","value":"2022-05-06" """, """{"x":"2022-05-06 10:00:00"}""", ConditionResult.True)]
    [TestCase(""" "operator":"on","value":"2022-05-06" """, """{"x":"2022-05-06T10:00:00.123456789Z"}""", ConditionResult.True)]
    [TestCase(""" "operator":"on","value":"2022-05-06" """, """{"x":"2022-05-06T10:00:00,5Z"}""", ConditionResult.True)]
    [TestCase(""" "operator":"on","value":"2022-05-06" """, """{"x":"2022-05-06T10:00:00z"}""", ConditionResult.True)]
    [TestCase(""" "operator":"on","value":"2022-05-06" """, """{"x":"2022-05-06T10:00:00+0200"}""", ConditionResult.True)]
    [TestCase(""" "operator":"on","value":"2022-05-06" """, """{"x":"2022-05-06T10:00:00-03"}""", ConditionResult.True)]
    [TestCase(""" "operator":"on","value":"2022-05-06" """, """{"x":"2022-05-06T10:00-03:00"}""", ConditionResult.True)]
    [TestCase(""" "operator":"on","value":"2022-05-06" """, """{"x":"2022-05-06T10:00:00\u002B00:00"}""", ConditionResult.True)]
    public void Iso_8601_in_its_extended_form_is_read(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(""" "operator":"today" """, """{"x":"2022-05-06"}""", ConditionResult.True)]
    [TestCase(""" "operator":"today" """, """{"x":"2022-05-07T02:59:59Z"}""", ConditionResult.True)]
    [TestCase(""" "operator":"today" """, """{"x":"2022-05-07T03:00:00Z"}""", ConditionResult.False)]
    [TestCase(""" "operator":"yesterday" """, """{"x":"2022-05-05"}""", ConditionResult.True)]
    [TestCase(""" "operator":"tomorrow" """, """{"x":"2022-05-07"}""", ConditionResult.True)]
    [TestCase(""" "operator":"tomorrow" """, """{"x":"2022-05-06"}""", ConditionResult.False)]
    [TestCase(""" "operator":"thisWeek" """, """{"x":"2022-05-01"}""", ConditionResult.True)]
    [TestCase(""" "operator":"thisWeek" """, """{"x":"2022-05-07"}""", ConditionResult.True)]
    [TestCase(""" "operator":"thisWeek" """, """{"x":"2022-04-30"}""", ConditionResult.False)]
    [TestCase(""" "operator":"thisWeek" """, """{"x":"2022-05-08"}""", ConditionResult.False)]
    [TestCase(""" "operator":"lastWeek" """, """{"x":"2022-04-24"}""", ConditionResult.True)]
    [TestCase(""" "operator":"lastWeek" """, """{"x":"2022-04-30"}""", ConditionResult.True)]
    [TestCase(""" "operator":"lastWeek" """, """{"x":"2022-05-01"}""", ConditionResult.False)]
    [TestCase(""" "operator":"nextWeek" """, """{"x":"2022-05-08"}""", ConditionResult.True)]
    [TestCase(""" "operator":"nextWeek" """, """{"x":"2022-05-14"}""", ConditionResult.True)]
    [TestCase(""" "operator":"nextWeek" """, """{"x":"2022-05-15"}""", ConditionResult.False)]
    [TestCase(""" "operator":"thisMonth" """, """{"x":"2022-05-31"}""", ConditionResult.True)]
    [TestCase(""" "operator":"thisMonth" """, """{"x":"2021-05-31"}""", ConditionResult.False)]
    [TestCase(""" "operator":"lastMonth" """, """{"x":"2022-04-01"}""", ConditionResult.True)]
    [TestCase(""" "operator":"nextMonth" """, """{"x":"2022-06-30"}""", ConditionResult.True)]
    [TestCase(""" "operator":"thisQuarter" """, """{"x":"2022-04-01"}""", ConditionResult.True)]
    [TestCase(""" "operator":"thisQuarter" """, """{"x":"2022-06-30"}""", ConditionResult.True)]
    [TestCase(""" "operator":"thisQuarter" """, """{"x":"2022-07-01"}""", ConditionResult.False)]
    [TestCase(""" "operator":"lastQuarter" """, """{"x":"2022-01-01"}""", ConditionResult.True)]
    [TestCase(""" "operator":"lastQuarter" """, """{"x":"2022-03-31"}""", ConditionResult.True)]
    [TestCase(""" "operator":"nextQuarter" """, """{"x":"2022-09-30"}""", ConditionResult.True)]
    [TestCase(""" "operator":"thisYear" """, """{"x":"2022-12-31"}""", ConditionResult.True)]
    [TestCase(""" "operator":"lastYear" """, """{"x":"2021-01-01"}""", ConditionResult.True)]
    [TestCase(""" "operator":"nextYear" """, """{"x":"2023-12-31"}""", ConditionResult.True)]
    [TestCase(""" "operator":"nextYear" """, """{"x":"2024-01-01"}""", ConditionResult.False)]
    [TestCase(""" "operator":"today" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"today" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"today" """, """{"x":"soon"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"thisWeek" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"thisWeek" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"thisWeek" """, """{"x":"soon"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"lastMonth" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"lastMonth" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"lastMonth" """, """{"x":"soon"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"nextQuarter" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"nextQuarter" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"nextQuarter" """, """{"x":"soon"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"thisYear" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"thisYear" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"thisYear" """, """{"x":"soon"}""", ConditionResult.Unknown)]
    public void Periods_are_calendar_periods_of_the_zone(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(""" "operator":"inLast","value":"30 minutes" """, """{"x":"2022-05-06T14:58:36-03:00"}""", ConditionResult.True)]
    [TestCase(""" "operator":"inLast","value":"30 minutes" """, """{"x":"2022-05-06T14:58:35-03:00"}""", ConditionResult.False)]
    [TestCase(""" "operator":"inLast","value":"30 minutes" """, """{"x":"2022-05-06T15:28:36-03:00"}""", ConditionResult.True)]
    [TestCase(""" "operator":"inLast","value":"30 minutes" """, """{"x":"2022-05-06T15:28:37-03:00"}""", ConditionResult.False)]
    [TestCase(""" "operator":"inNext","value":"2 hours" """, """{"x":"2022-05-06T17:28:36-03:00"}""", ConditionResult.True)]
    [TestCase(""" "operator":"inNext","value":"2 hours" """, """{"x":"2022-05-06T17:28:37-03:00"}""", ConditionResult.False)]
    [TestCase(""" "operator":"inNext","value":"2 hours" """, """{"x":"2022-05-06T15:28:35-03:00"}""", ConditionResult.False)]
    [TestCase(""" "operator":"inLast","value":"30 days" """, """{"x":"2022-04-06"}""", ConditionResult.True)]
    [TestCase(""" "operator":"inLast","value":"30 days" """, """{"x":"2022-04-05"}""", ConditionResult.False)]
    [TestCase(""" "operator":"inLast","value":"30 days" """, """{"x":"2022-05-06"}""", ConditionResult.True)]
    [TestCase(""" "operator":"inLast","value":"30 days" """, """{"x":"2022-05-07"}""", ConditionResult.False)]
    [TestCase(""" "operator":"inLast","value":"1 week" """, """{"x":"2022-04-29"}""", ConditionResult.True)]
    [TestCase(""" "operator":"inLast","value":"3 months" """, """{"x":"2022-02-06"}""", ConditionResult.True)]
    [TestCase(""" "operator":"inNext","value":"1 year" """, """{"x":"2023-05-06"}""", ConditionResult.True)]
    [TestCase(""" "operator":"inNext","value":"1 year" """, """{"x":"2023-05-07"}""", ConditionResult.False)]
    [TestCase(""" "operator":"olderThan","value":"30 days" """, """{"x":"2022-04-05"}""", ConditionResult.True)]
    [TestCase(""" "operator":"olderThan","value":"30 days" """, """{"x":"2022-04-06"}""", ConditionResult.False)]
    [TestCase(""" "operator":"olderThan","value":"1 year" """, """{"x":"2021-05-06T15:28:35-03:00"}""", ConditionResult.True)]
    [TestCase(""" "operator":"olderThan","value":"1 year" """, """{"x":"2021-05-06T15:28:36-03:00"}""", ConditionResult.False)]
    [TestCase(""" "operator":"olderThan","value":"1000000 years" """, """{"x":"0001-01-01"}""", ConditionResult.False)]
    [TestCase(""" "operator":"inNext","value":"1000000 months" """, """{"x":"9999-12-31T23:59:59"}""", ConditionResult.True)]
    [TestCase(""" "operator":"inLast","value":"1 day" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"inLast","value":"1 day" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"inLast","value":"1 day" """, """{"x":1}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"inNext","value":"1 day" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"inNext","value":"1 day" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"inNext","value":"1 day" """, """{"x":1}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"olderThan","value":"1 day" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"olderThan","value":"1 day" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"olderThan","value":"1 day" """, """{"x":1}""", ConditionResult.Unknown)]
    public void Windows_include_both_ends(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(""" "operator":"anniversary" """, """{"x":"1980-05-06"}""", ConditionResult.True)]
    [TestCase(""" "operator":"anniversary" """, """{"x":"1980-05-07T01:00:00Z"}""", ConditionResult.True)]
    [TestCase(""" "operator":"anniversary" """, """{"x":"1980-05-05"}""", ConditionResult.False)]
    [TestCase(""" "operator":"anniversary" """, """{"x":"2022-05-06"}""", ConditionResult.False)]
    [TestCase(""" "operator":"anniversary" """, """{"x":"2023-05-06"}""", ConditionResult.False)]
    [TestCase(""" "operator":"anniversary" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"anniversary" """, """{"x":null}""", ConditionResult.Unknown)]
    public void Anniversary_is_the_same_day_of_a_later_year(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(""" "operator":"after","value":{"now":"-1 hour"} """, """{"x":"2022-05-06T14:28:37-03:00"}""", ConditionResult.True)]
    [TestCase(""" "operator":"after","value":{"now":"-1 hour"} """, """{"x":"2022-05-06T14:28:36-03:00"}""", ConditionResult.False)]
    [TestCase(""" "operator":"before","value":{"now":"2 weeks"} """, """{"x":"2022-05-19"}""", ConditionResult.True)]
    [TestCase(""" "operator":"before","value":{"now":"2 weeks"} """, """{"x":"2022-05-20"}""", ConditionResult.False)]
    [TestCase(""" "operator":"lessThan","value":{"now":"0 days"} """, """{"x":"2022-05-05"}""", ConditionResult.True)]
    [TestCase(""" "operator":"between","from":{"now":"-1 month"},"to":{"now":"0 days"} """, """{"x":"2022-04-06"}""", ConditionResult.True)]
    public void Now_moves_by_a_duration(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase("2023-02-28", ConditionResult.True)]
    [TestCase("2023-03-01", ConditionResult.False)]
    [TestCase("2024-02-28", ConditionResult.False)]
    [TestCase("2024-02-29", ConditionResult.True)]
    public void Leap_day_is_kept_on_the_28th_where_there_is_none(string today, ConditionResult expected)
    {
        var now = DateTimeOffset.Parse(today + "T12:00:00-03:00", CultureInfo.InvariantCulture);
        Assert.That(Judged.Of(Condition.Field("x").IsAnniversary(), """{"x":"2000-02-29"}""", now: now), Is.EqualTo(expected));
    }

    [TestCase(DayOfWeek.Sunday, "2022-05-01", "2022-05-07")]
    [TestCase(DayOfWeek.Monday, "2022-05-02", "2022-05-08")]
    [TestCase(DayOfWeek.Tuesday, "2022-05-03", "2022-05-09")]
    [TestCase(DayOfWeek.Wednesday, "2022-05-04", "2022-05-10")]
    [TestCase(DayOfWeek.Thursday, "2022-05-05", "2022-05-11")]
    [TestCase(DayOfWeek.Friday, "2022-05-06", "2022-05-12")]
    [TestCase(DayOfWeek.Saturday, "2022-04-30", "2022-05-06")]
    public void Week_begins_on_the_stated_day(DayOfWeek firstDay, string first, string last)
    {
        var settings = Judged.Settings with { FirstDayOfWeek = firstDay };
        Condition thisWeek = Condition.Field("x").IsInThisWeek();
        for (DateOnly day = new(2022, 4, 20); day < new DateOnly(2022, 5, 20); day = day.AddDays(1))
        {
            bool inside = day >= DateOnly.ParseExact(first, "yyyy-MM-dd", null) && day <= DateOnly.ParseExact(last, "yyyy-MM-dd", null);
            Assert.That(
                Judged.Of(thisWeek, $$"""{"x":"{{day:yyyy-MM-dd}}"}""", settings: settings),
                Is.EqualTo(inside ? ConditionResult.True : ConditionResult.False),
                day.ToString("O", CultureInfo.InvariantCulture));
        }
    }

    [Test]
    public void Time_zone_decides_what_today_is()
    {
        var settings = Judged.Settings with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo") };
        Assert.That(
            Judged.Of(Condition.Field("x").IsToday(), """{"x":"2022-05-07"}""", settings: settings),
            Is.EqualTo(ConditionResult.True));
        Assert.That(
            Judged.Of(Condition.Field("x").IsToday(), """{"x":"2022-05-06"}""", settings: settings),
            Is.EqualTo(ConditionResult.False));
    }

    [Test]
    public void Days_follow_the_calendar_over_a_change_of_the_clock_and_hours_do_not()
    {
        // New York put its clocks forward on 13 March 2022, so that noon of the 12th was 23 hours before noon of the 13th.
        var settings = new ConditionSettings(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), DayOfWeek.Sunday);
        var now = new DateTimeOffset(2022, 3, 13, 12, 0, 0, TimeSpan.FromHours(-4));
        string noonTheDayBefore = """{"x":"2022-03-12T12:00:00-05:00"}""";
        string justBefore = """{"x":"2022-03-12T11:59:59-05:00"}""";
        Assert.That(
            Judged.Of(Condition.Field("x").IsInTheLast(1, DurationUnit.Days), noonTheDayBefore, now: now, settings: settings),
            Is.EqualTo(ConditionResult.True));
        Assert.That(
            Judged.Of(Condition.Field("x").IsInTheLast(1, DurationUnit.Days), justBefore, now: now, settings: settings),
            Is.EqualTo(ConditionResult.False));
        Assert.That(
            Judged.Of(Condition.Field("x").IsInTheLast(24, DurationUnit.Hours), justBefore, now: now, settings: settings),
            Is.EqualTo(ConditionResult.True));
    }

    [Test]
    public void Clock_time_that_is_skipped_or_occurs_twice_is_still_compared()
    {
        var settings = new ConditionSettings(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), DayOfWeek.Sunday);
        Assert.That(
            Judged.Of(Condition.Field("x").IsAfter("2022-03-13T01:59:59"), """{"x":"2022-03-13T02:30:00"}""", settings: settings),
            Is.EqualTo(ConditionResult.True));
        Assert.That(
            Judged.Of(Condition.Field("x").Is("2022-11-06T06:30:00Z"), """{"x":"2022-11-06T01:30:00"}""", settings: settings),
            Is.EqualTo(ConditionResult.True));
    }

    [Test]
    public void Ends_of_the_calendar_do_not_throw()
    {
        foreach (string date in (string[])["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.9999999-14:00", "0001-01-01", "9999-12-31"])
        {
            string record = $$"""{"x":"{{date}}"}""";
            Assert.That(
                Judged.Of(Condition.Field("x").IsAnniversary() | Condition.Field("x").IsInTheLast(1, DurationUnit.Days), record),
                Is.EqualTo(ConditionResult.False));
            Assert.That(
                Judged.Of(Condition.Field("x").IsInNextWeek(), record, now: DateTimeOffset.MaxValue),
                Is.Not.EqualTo(ConditionResult.Unknown));
            Assert.That(
                Judged.Of(Condition.Field("x").IsInLastYear(), record, now: DateTimeOffset.MinValue),
                Is.EqualTo(ConditionResult.False));
            Assert.That(
                Judged.Of(Condition.Field("x").IsOlderThan(1_000_000, DurationUnit.Weeks), record, now: DateTimeOffset.MinValue),
                Is.Not.EqualTo(ConditionResult.Unknown));
        }
    }
}
