using Totvs.Webhooks.Conditions.Json;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>The time zone and the first day of the week in a definition.</summary>
internal static class CalendarForm
{
    public static TimeZoneInfo? ReadTimeZone(DefinitionObject workflow, string name)
    {
        if (workflow.Text(name) is not { } id)
        {
            return null;
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? timeZone))
        {
            workflow.Add(
                name,
                $"'{FaultList.Shown(id)}' is not a time zone that this machine knows; give an id such as 'America/Sao_Paulo'. "
                + "If the id is right, the machine lacks time zone data: install tzdata.");
        }

        return timeZone;
    }

    public static DayOfWeek? ReadDay(DefinitionObject workflow, string name)
    {
        if (workflow.Text(name) is not { } text)
        {
            return null;
        }

        DayOfWeek? day = DayNames.Find(text);
        if (day is null)
        {
            workflow.Add(name, $"'{FaultList.Shown(text)}' is not a day{workflow.Faults.Suggestions.For(text, () => DayNames.All)}.");
        }

        return day;
    }

    public static string? FaultOf(TimeZoneInfo? timeZone) =>
        timeZone is null || TimeZoneInfo.TryFindSystemTimeZoneById(timeZone.Id, out _)
            ? null
            : $"'{timeZone.Id}' is not a time zone that this machine knows; use one such as 'America/Sao_Paulo'.";

    public static string? FaultOf(DayOfWeek? day) =>
        day is null || Enum.IsDefined(day.Value) ? null : $"is {day}; use a day from Sunday to Saturday.";
}
