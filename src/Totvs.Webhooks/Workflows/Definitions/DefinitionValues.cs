using System.Text.Json;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>Reads the values of properties that have a form or a range.</summary>
internal static class DefinitionValues
{
    public static Guid Guid(this DefinitionObject json, string name, bool required = false)
    {
        Guid id = System.Guid.Empty;
        if (json.Text(name, required) is { } text && !DefinitionText.TryReadId(text, out id))
        {
            string remedy = required ? "" : ", or leave the property out";
            json.Add(
                name,
                $"'{FaultList.Shown(text)}' is not a UUID that can be an id; give one such as '5d2f6f0e-8d5c-4a52-9a3f-0d6c4f1c2b3a'{remedy}.");
        }

        return id;
    }

    public static TimeSpan? Duration(this DefinitionObject json, string name)
    {
        if (json.Text(name) is not { } text)
        {
            return null;
        }

        if (DefinitionText.TryReadDuration(text, out TimeSpan duration))
        {
            return duration;
        }

        json.Add(
            name,
            $"'{FaultList.Shown(text)}' is not a duration; write hours, minutes and seconds with two digits each, "
            + "such as '00:00:30' for 30 seconds.");
        return null;
    }

    public static DateTimeOffset? Moment(this DefinitionObject json, string name)
    {
        if (json.Text(name) is not { } text)
        {
            return null;
        }

        if (DefinitionText.TryReadMoment(text, out DateTimeOffset moment))
        {
            return moment;
        }

        json.Add(name, $"'{FaultList.Shown(text)}' is not a moment; write date, time and offset, such as '2026-05-06T15:28:36-03:00'.");
        return null;
    }

    /// <summary>A required name: a string, or an object with a string for each language.</summary>
    public static LocalizedText? LocalizedText(this DefinitionObject json, string name)
    {
        if (json.Element(name)?.ValueKind != JsonValueKind.Object)
        {
            return json.Text(name, required: true) is { } text ? new LocalizedText(text) : null;
        }

        DefinitionObject languages = json.Object(name, DefinitionObject.Languages)!;
        return languages.Text("en", required: true) is { } english ? new LocalizedText(english, languages.Text("pt"), languages.Text("es")) : null;
    }

    public static int? Count(this DefinitionObject json, string name)
    {
        if (json.Expect(name, JsonValueKind.Number, "a whole number", required: false) is not { } element)
        {
            return null;
        }

        // 3.0 and 3e0 are the same number in JSON.
        if (element.TryGetDecimal(out decimal number) && decimal.IsInteger(number) && number is >= int.MinValue and <= int.MaxValue)
        {
            return (int)number;
        }

        json.Add(name, $"is not a whole number from 1 to {int.MaxValue}.");
        return null;
    }

    /// <summary>A number in a range; its ends are compared with the number as it is written, before any rounding.</summary>
    public static double? Number(this DefinitionObject json, string name, decimal min, decimal max)
    {
        if (json.Expect(name, JsonValueKind.Number, "a number", required: false) is not { } element)
        {
            return null;
        }

        double number = element.GetDouble();
        bool isOutside = element.TryGetDecimal(out decimal exact) && !(exact >= min && exact <= max);
        return isOutside && number >= (double)min && number <= (double)max ? exact < min ? 0 : double.PositiveInfinity : number;
    }
}
