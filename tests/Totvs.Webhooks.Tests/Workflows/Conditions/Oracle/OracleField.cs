using System.Globalization;
using System.Text.Json;

namespace Totvs.Webhooks.Tests.Workflows.Conditions.Oracle;

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
            JsonElement? count = found is null ? null : JsonElement.Parse(found.Count(value => value is not null).ToString(CultureInfo.InvariantCulture));
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
        bool? Equal(JsonElement? left, JsonElement? right) => left is { } a && right is { } b ? OracleEquality.Same(a, b, ignoreCase, _calendar) : null;
        bool? Ordered(string member, Func<int, bool> accept) => Order(value, Operand(member)) is { } order ? accept(order) : null;
        bool? DatesOrdered(Func<int, bool> accept) => Date(value) is { } left && Date(Operand("value")) is { } right ? accept(OracleCalendar.Compare(left, right)) : null;
        bool? Text(Func<string, string, bool> accept) => value is { ValueKind: JsonValueKind.String } a && Operand("value") is { ValueKind: JsonValueKind.String } b
            ? accept(Folded(a, ignoreCase), Folded(b, ignoreCase))
            : null;

        switch (name)
        {
            case "equals": return Equal(value, Operand("value"));
            case "in": return value is null ? null : condition.GetProperty("values").EnumerateArray().Select(Resolve)
                .Aggregate((bool?)false, (found, operand) => found | Equal(value, operand));
            case "contains": return Text((text, part) => text.Contains(part, StringComparison.Ordinal));
            case "startsWith": return Text((text, part) => text.StartsWith(part, StringComparison.Ordinal));
            case "endsWith": return Text((text, part) => text.EndsWith(part, StringComparison.Ordinal));
            case "matches": return value is { ValueKind: JsonValueKind.String } matched
                ? OraclePattern.IsMatch(condition.GetProperty("value").GetString()!, OracleText.Read(matched), ignoreCase)
                : null;
            case "greaterThan": return Ordered("value", order => order > 0);
            case "greaterOrEqual": return Ordered("value", order => order >= 0);
            case "lessThan": return Ordered("value", order => order < 0);
            case "lessOrEqual": return Ordered("value", order => order <= 0);
            case "after": return DatesOrdered(order => order > 0);
            case "onOrAfter": return DatesOrdered(order => order >= 0);
            case "before": return DatesOrdered(order => order < 0);
            case "onOrBefore": return DatesOrdered(order => order <= 0);
            case "between": return Ordered("from", order => order >= 0) & Ordered("to", order => order <= 0);
            case "isTrue": return Boolean(value);
            case "isFalse": return !Boolean(value);
            case "isNull": return value is null or { ValueKind: JsonValueKind.Null };
            case "isBlank": return value is null or { ValueKind: JsonValueKind.Null }
                || (value is { ValueKind: JsonValueKind.String } text && OracleText.IsBlank(OracleText.Read(text)));
            case "isEmpty": return value is not { } held || held.ValueKind switch
            {
                JsonValueKind.Null => true,
                JsonValueKind.String => OracleText.Read(held).Length == 0,
                JsonValueKind.Array => held.GetArrayLength() == 0,
                JsonValueKind.Object => !held.EnumerateObject().Any(),
                _ => false,
            };
            case "isMissing": return value is null;
            case "changed": return Changed(value, path.Find(previous));
            case "changedTo": return Changed(value, path.Find(previous)) & Equal(value, Operand("value"));
            case "changedFrom": return Changed(value, path.Find(previous)) & Equal(path.Find(previous), Operand("value"));
            case "changedFromTo": return Changed(value, path.Find(previous)) & Equal(path.Find(previous), Operand("from")) & Equal(value, Operand("to"));
            case "increased": return previous is null ? false : Order(value, path.Find(previous)) > 0 ? true : Order(value, path.Find(previous)) is null ? null : false;
            case "decreased": return previous is null ? false : Order(value, path.Find(previous)) < 0 ? true : Order(value, path.Find(previous)) is null ? null : false;
            case "on": return Date(value) is { } date && Date(Operand("value")) is { } other ? date.Day == other.Day : null;
            case "today": return InPeriod(value, "Day", 0);
            case "yesterday": return InPeriod(value, "Day", -1);
            case "tomorrow": return InPeriod(value, "Day", 1);
            case "inLast": return Within(value, _calendar.Moved(condition.GetProperty("value").GetString()!, -1), _calendar.Moved("0 minutes"));
            case "inNext": return Within(value, _calendar.Moved("0 minutes"), _calendar.Moved(condition.GetProperty("value").GetString()!));
            case "olderThan": return Date(value) is { } old ? OracleCalendar.Compare(old, _calendar.Moved(condition.GetProperty("value").GetString()!, -1)) < 0 : null;
            case "anniversary": return Date(value) is { } born ? _calendar.IsAnniversary(born.Day) : null;
            case { } when name.StartsWith("this", StringComparison.Ordinal): return InPeriod(value, name[4..], 0);
            case { } when name.StartsWith("last", StringComparison.Ordinal): return InPeriod(value, name[4..], -1);
            case { } when name.StartsWith("next", StringComparison.Ordinal): return InPeriod(value, name[4..], 1);
            case { } when name.StartsWith("isNot", StringComparison.Ordinal): return !Test("is" + name[5..], condition, value, path);
            case "notEquals" or "notIn" or "notContains" or "notStartsWith" or "notEndsWith" or "notMatches" or "notBetween" or "notChanged" or "notOn":
                return !Test(char.ToLowerInvariant(name[3]) + name[4..], condition, value, path);
            default: throw new ArgumentException($"'{name}' is not an operator of the page.");
        }
    }

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
            : JsonSerializer.SerializeToElement(_calendar.Moved(written.GetProperty("now").GetString()!).Moment!.Value.ToString("O", CultureInfo.InvariantCulture));
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
        left is { ValueKind: JsonValueKind.Number } a && right is { ValueKind: JsonValueKind.Number } b ? OracleNumber.Compare(a.GetRawText(), b.GetRawText())
        : Date(left) is { } first && Date(right) is { } second ? OracleCalendar.Compare(first, second)
        : null;

    private bool? InPeriod(JsonElement? value, string period, int distance) => Date(value) is { } date ? _calendar.IsIn(date.Day, period, distance) : null;

    private bool? Within(JsonElement? value, (DateOnly Day, DateTimeOffset? Moment) from, (DateOnly Day, DateTimeOffset? Moment) to) => Date(value) is { } date
        ? OracleCalendar.Compare(date, from) >= 0 && OracleCalendar.Compare(date, to) <= 0
        : null;

    private (DateOnly Day, DateTimeOffset? Moment)? Date(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.String } text ? _calendar.Read(OracleText.Read(text)) : null;

    private static bool? Boolean(JsonElement? value) => value?.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };

    private static string Folded(JsonElement text, bool ignoreCase) => ignoreCase ? OracleText.Fold(OracleText.Read(text)) : OracleText.Read(text);
}
