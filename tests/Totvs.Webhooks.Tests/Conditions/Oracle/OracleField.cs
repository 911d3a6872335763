using System.Globalization;
using System.Text.Json;

namespace Totvs.Webhooks.Tests.Conditions.Oracle;

/// <summary>Judges a condition on one field: the value or the elements found, and the operator's operands.</summary>
internal sealed class OracleField(OracleSettings settings, JsonElement? record, JsonElement? previous)
{
    private readonly OracleCalendar _calendar = new(settings);

    public bool? Judge(JsonElement condition)
    {
        string name = condition.GetProperty("operator").GetString()!;
        var path = new OraclePath(condition.GetProperty("field").GetString()!);
        if (!path.IsList)
        {
            return Test(name, condition, path.Find(record), path);
        }

        IReadOnlyList<JsonElement?>? found = path.FindAll(record!.Value);
        bool negates = name.StartsWith("not", StringComparison.Ordinal) || name.StartsWith("isNot", StringComparison.Ordinal);
        string elements = condition.TryGetProperty("elements", out JsonElement stated) ? stated.GetString()! : negates ? "all" : "any";
        if (elements == "count")
        {
            JsonElement? count = found is null
                ? null
                : JsonElement.Parse(found.Count(value => value is not null).ToString(CultureInfo.InvariantCulture));
            return Test(name, condition, count, path);
        }

        IEnumerable<bool?> results = (found ?? [null]).Select(value => Test(name, condition, value, path));
        return elements switch
        {
            "all" => results.Aggregate((bool?)true, (left, right) => left & right),
            "any" => results.Aggregate((bool?)false, (left, right) => left | right),
            _ => !results.Aggregate((bool?)false, (left, right) => left | right),
        };
    }

    private bool? Test(string name, JsonElement condition, JsonElement? value, OraclePath path)
    {
        bool ignoreCase = condition.TryGetProperty("ignoreCase", out JsonElement ignore) && ignore.GetBoolean();
        JsonElement? Operand(string member) => Resolve(condition.GetProperty(member));
        bool? Equal(JsonElement? left, JsonElement? right) => left is { } a && right is { } b
            ? OracleEquality.Same(a, b, ignoreCase, _calendar)
            : null;
        bool? Ordered(string member, Func<int, bool> accept) => Order(value, Operand(member)) is { } order ? accept(order) : null;
        bool? DatesOrdered(Func<int, bool> accept) => Date(value) is { } left && Date(Operand("value")) is { } right
            ? accept(OracleCalendar.Compare(left, right))
            : null;
        bool? Text(Func<string, string, bool> accept) => value is { ValueKind: JsonValueKind.String } a
            && Operand("value") is { ValueKind: JsonValueKind.String } b
            ? accept(Folded(a, ignoreCase), Folded(b, ignoreCase))
            : null;

        bool? Dated(Func<(DateOnly Day, DateTimeOffset? Moment), bool> accept) => Date(value) is { } date ? accept(date) : null;
        JsonElement? before = path.IsList ? null : path.Find(previous);
        string Duration() => condition.GetProperty("value").GetString()!;

        return name switch
        {
            "equals" => Equal(value, Operand("value")),
            "in" => value is null
                ? null
                : AnyOf(condition.GetProperty("values").EnumerateArray().Select(operand => Equal(value, Resolve(operand)))),
            "contains" => Text((text, part) => text.Contains(part, StringComparison.Ordinal)),
            "startsWith" => Text((text, part) => text.StartsWith(part, StringComparison.Ordinal)),
            "endsWith" => Text((text, part) => text.EndsWith(part, StringComparison.Ordinal)),
            "matches" => value is { ValueKind: JsonValueKind.String } text
                ? OraclePattern.IsMatch(Duration(), OracleText.Read(text), ignoreCase)
                : null,
            "greaterThan" => Ordered("value", order => order > 0),
            "greaterOrEqual" => Ordered("value", order => order >= 0),
            "lessThan" => Ordered("value", order => order < 0),
            "lessOrEqual" => Ordered("value", order => order <= 0),
            "between" => Ordered("from", order => order >= 0) & Ordered("to", order => order <= 0),
            "after" => DatesOrdered(order => order > 0),
            "onOrAfter" => DatesOrdered(order => order >= 0),
            "before" => DatesOrdered(order => order < 0),
            "onOrBefore" => DatesOrdered(order => order <= 0),
            "on" => Date(value) is { } day && Date(Operand("value")) is { } other ? day.Day == other.Day : null,
            "isTrue" => Boolean(value),
            "isFalse" => !Boolean(value),
            "isMissing" => value is null,
            "isNull" => IsNothing(value),
            "isBlank" => IsNothing(value)
                || (value is { ValueKind: JsonValueKind.String } blank && OracleText.IsBlank(OracleText.Read(blank))),
            "isEmpty" => IsNothing(value) || IsEmpty(value!.Value),
            "changed" => Changed(value, before),
            "changedTo" => Changed(value, before) & Equal(value, Operand("value")),
            "changedFrom" => Changed(value, before) & Equal(before, Operand("value")),
            "changedFromTo" => Changed(value, before) & Equal(before, Operand("from")) & Equal(value, Operand("to")),
            "increased" => previous is null ? false : Order(value, before) is { } order ? order > 0 : null,
            "decreased" => previous is null ? false : Order(value, before) is { } order ? order < 0 : null,
            "today" => Dated(date => _calendar.IsIn(date.Day, "Day", 0)),
            "yesterday" => Dated(date => _calendar.IsIn(date.Day, "Day", -1)),
            "tomorrow" => Dated(date => _calendar.IsIn(date.Day, "Day", 1)),
            "inLast" => Within(value, _calendar.Moved(Duration(), -1), _calendar.Moved("0 minutes")),
            "inNext" => Within(value, _calendar.Moved("0 minutes"), _calendar.Moved(Duration())),
            "olderThan" => Dated(date => OracleCalendar.Compare(date, _calendar.Moved(Duration(), -1)) < 0),
            "anniversary" => Dated(date => _calendar.IsAnniversary(date.Day)),
            _ when name.StartsWith("this", StringComparison.Ordinal) => Dated(date => _calendar.IsIn(date.Day, name[4..], 0)),
            _ when name.StartsWith("last", StringComparison.Ordinal) => Dated(date => _calendar.IsIn(date.Day, name[4..], -1)),
            _ when name.StartsWith("next", StringComparison.Ordinal) => Dated(date => _calendar.IsIn(date.Day, name[4..], 1)),
            _ when name.StartsWith("isNot", StringComparison.Ordinal) => !Test("is" + name[5..], condition, value, path),
            _ when name.StartsWith("not", StringComparison.Ordinal) =>
                !Test(char.ToLowerInvariant(name[3]) + name[4..], condition, value, path),
            _ => throw new ArgumentException($"'{name}' is not an operator of the page."),
        };
    }

    private static bool IsNothing(JsonElement? value) => value is null or { ValueKind: JsonValueKind.Null };

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => OracleText.Read(value).Length == 0,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };

    private static bool? AnyOf(IEnumerable<bool?> results) => results.Aggregate((bool?)false, (left, right) => left | right);

    private JsonElement? Resolve(JsonElement written)
    {
        if (written.ValueKind != JsonValueKind.Object)
        {
            return written;
        }

        if (written.TryGetProperty("literal", out JsonElement literal))
        {
            return literal;
        }

        return written.TryGetProperty("field", out JsonElement field) ? new OraclePath(field.GetString()!).Find(record)
            : written.TryGetProperty("previous", out JsonElement before) ? new OraclePath(before.GetString()!).Find(previous)
            : JsonSerializer.SerializeToElement(
                _calendar.Moved(written.GetProperty("now").GetString()!).Moment!.Value.ToString("O", CultureInfo.InvariantCulture));
    }

    private bool? Changed(JsonElement? now, JsonElement? before) => (now, before) switch
    {
        _ when previous is null => false,
        (null, null) => null,
        (null, { } other) => other.ValueKind != JsonValueKind.Null,
        ({ } other, null) => other.ValueKind != JsonValueKind.Null,
        ({ } left, { } right) => !OracleEquality.Same(left, right, ignoreCase: false, _calendar),
    };

    private int? Order(JsonElement? left, JsonElement? right) =>
        left is { ValueKind: JsonValueKind.Number } a
            && right is { ValueKind: JsonValueKind.Number } b ? OracleNumber.Compare(a.GetRawText(), b.GetRawText())
        : Date(left) is { } first && Date(right) is { } second ? OracleCalendar.Compare(first, second)
        : null;

    private bool? Within(JsonElement? value, (DateOnly Day, DateTimeOffset? Moment) from, (DateOnly Day, DateTimeOffset? Moment) to) =>
        Date(value) is { } date
        ? OracleCalendar.Compare(date, from) >= 0 && OracleCalendar.Compare(date, to) <= 0
        : null;

    private (DateOnly Day, DateTimeOffset? Moment)? Date(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.String } text ? _calendar.Read(OracleText.Read(text)) : null;

    private static bool? Boolean(JsonElement? value) =>
        value?.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };

    private static string Folded(JsonElement text, bool ignoreCase) =>
        ignoreCase ? OracleText.Fold(OracleText.Read(text)) : OracleText.Read(text);
}
