using System.Globalization;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Wording;

/// <summary>Durations in words.</summary>
internal static class DurationPhrases
{
    public static string Of(ConditionDuration duration, string language)
    {
        bool one = Math.Abs((long)duration.Amount) == 1;
        LocalizedText unit = duration.Unit switch
        {
            DurationUnit.Minutes => one ? new("minute", "minuto", "minuto") : new("minutes", "minutos", "minutos"),
            DurationUnit.Hours => one ? new("hour", "hora", "hora") : new("hours", "horas", "horas"),
            DurationUnit.Days => one ? new("day", "dia", "día") : new("days", "dias", "días"),
            DurationUnit.Weeks => one ? new("week", "semana", "semana") : new("weeks", "semanas", "semanas"),
            DurationUnit.Months => one ? new("month", "mês", "mes") : new("months", "meses", "meses"),
            _ => one ? new("year", "ano", "año") : new("years", "anos", "años"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{duration.Amount} {unit.In(language)}");
    }
}
