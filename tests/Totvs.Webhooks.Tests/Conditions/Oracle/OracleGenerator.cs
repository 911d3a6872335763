namespace Totvs.Webhooks.Tests.Conditions.Oracle;

/// <summary>Makes cases from a seed: every operator in turn, with values that have a chance to meet their operands.</summary>
internal sealed class OracleGenerator(int seed)
{
    private static readonly string[] Equality = ["equals", "notEquals"];
    private static readonly string[] Membership = ["in", "notIn"];
    private static readonly string[] TextOperators = ["contains", "notContains", "startsWith", "notStartsWith", "endsWith", "notEndsWith"];
    private static readonly string[] Patterns = ["matches", "notMatches"];
    private static readonly string[] Orders = ["greaterThan", "greaterOrEqual", "lessThan", "lessOrEqual"];
    private static readonly string[] Ranges = ["between", "notBetween"];
    private static readonly string[] Presence =
        ["isTrue", "isFalse", "isNull", "isNotNull", "isBlank", "isNotBlank", "isEmpty", "isNotEmpty", "isMissing", "isNotMissing"];

    private static readonly string[] Changes =
    [
        "changed", "notChanged", "increased", "decreased", "changedTo", "changedFrom", "changedFromTo",
    ];
    private static readonly string[] DateOrders = ["before", "after", "onOrBefore", "onOrAfter", "on", "notOn"];
    private static readonly string[] Periods =
    [
        "today", "yesterday", "tomorrow", "thisWeek", "lastWeek", "nextWeek", "thisMonth", "lastMonth", "nextMonth",
        "thisQuarter", "lastQuarter", "nextQuarter", "thisYear", "lastYear", "nextYear", "anniversary",
    ];

    private static readonly string[] Windows = ["inLast", "inNext", "olderThan"];

    private static readonly string[] Operators =
        [
            .. Equality, .. Membership, .. TextOperators, .. Patterns, .. Orders, .. Ranges, .. Presence, .. Changes, .. DateOrders,
            .. Periods, .. Windows];

    private readonly Random _random = new(seed);
    private OracleSettings _settings = OracleSettings.ByLetter['S'];
    private string[] _family = OracleMaterial.Numbers;

    public IEnumerable<OracleCase> Cases(int count)
    {
        for (int i = 0; i < count; i++)
        {
            char letter = Pick([.. OracleSettings.ByLetter.Keys]);
            _settings = OracleSettings.ByLetter[letter];
            string condition = _random.Next(8) switch
            {
                0 or 1 => Group(i, 2),
                2 => Filter(),
                _ => Field(i),
            };
            string? record = _random.Next(60) == 0 ? Pick("-", "null", "5", "[]") : Record(condition);
            string? previous = _random.Next(5) switch { 0 => Pick("-", "null"), 1 => record, _ => Record(condition) };
            yield return new OracleCase(letter, condition, record == "-" ? null : record, previous == "-" ? null : previous);
        }
    }

    private string Group(int i, int depth) => (depth == 0 ? 9 : _random.Next(5)) switch
    {
        0 => $$"""{"all":[{{Group(i, depth - 1)}},{{Group(i + 7, depth - 1)}}]}""",
        1 => $$"""{"any":[{{Group(i, depth - 1)}},{{Group(i + 11, depth - 1)}}]}""",
        2 => $$"""{"not":{{Group(i, depth - 1)}}}""",
        3 => $$"""{"any":[{{Group(i, depth - 1)}},{{Group(i + 17, depth - 1)}},{{Field(i + 23)}}]}""",
        _ => Field(i),
    };

    private string Field(int i)
    {
        string name = Operators[i % Operators.Length];
        bool looksBack = Changes.Contains(name);
        string path = looksBack || _random.Next(5) > 0
            ? Pick("x", "x", "x", "x", "customer.x", "items[0].x", "'full x'", "\\\"a.b\\\".x", "items[1]")
            : Pick("items[]", "items[].x", "items[].x", "items[].items[]");
        string elements = path.Contains("[]", StringComparison.Ordinal) ? Pick("", "any", "all", "none") : "";
        if (path is "items[]" or "items[].x" && _random.Next(4) == 0)
        {
            _family = OracleMaterial.Others;
            return $$"""{"field":"{{path}}","elements":"count","operator":"{{Pick([.. Orders, "equals"])}}","value":{{_random.Next(4)}}}""";
        }

        string operands = Operands(name);
        string text = elements.Length == 0 ? "" : $",\"elements\":\"{elements}\"";
        return $$"""{"field":"{{path}}"{{text}},"operator":"{{name}}"{{operands}}}""";
    }

    private string Operands(string name)
    {
        if (DateOrders.Contains(name) || Periods.Contains(name) || Windows.Contains(name))
        {
            _family = Dates();
        }
        else if (TextOperators.Contains(name) || Patterns.Contains(name))
        {
            _family = OracleMaterial.Texts;
        }
        else if (Orders.Contains(name) || Ranges.Contains(name) || name is "increased" or "decreased")
        {
            _family = _random.Next(2) == 0 ? OracleMaterial.Numbers : Dates();
        }
        else
        {
            _family = Pick(OracleMaterial.Numbers, OracleMaterial.Texts, OracleMaterial.Others, Dates());
        }

        string ignore = (TextOperators.Contains(name) || Patterns.Contains(name) || Equality.Contains(name) || Membership.Contains(name))
            && _random.Next(3) == 0 ? ",\"ignoreCase\":true" : "";
        return name switch
        {
            "in" or "notIn" => $",\"values\":[{string.Join(',', Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Operand()))}]{ignore}",
            "matches" or "notMatches" => $",\"value\":\"{Pick([.. OraclePattern.All.Keys])}\"{ignore}",
            "between" or "notBetween" => Range(),
            "changedFromTo" => $",\"from\":{Operand()},\"to\":{Operand()}",
            _ when Windows.Contains(name) => $",\"value\":\"{Pick(OracleMaterial.Durations)}\"",
            _ when DateOrders.Contains(name)
                || (Orders.Contains(name) && _family.Length == 6) => $",\"value\":{(_random.Next(3) == 0 ? Now() : Operand())}",
            _ when Presence.Contains(name) || Periods.Contains(name)
                || name is "changed" or "notChanged" or "increased" or "decreased" => "",
            _ => $",\"value\":{Operand()}{ignore}",
        };
    }

    private string Range()
    {
        // Two literals of which the first is greater are a fault, so one end is a field, or both are in order.
        string[] ends = _family == OracleMaterial.Numbers
            ? Pick<string[]>(["-1", "1"], ["0.1", "10"], ["9007199254740992", "1e400"])
            : Pick<string[]>(["\"2022-05-01\"", "\"2022-05-31\""], ["\"2023-01-01\"", "\"2024-03-15T12:00:00-04:00\""]);
        return _random.Next(3) == 0
            ? $",\"from\":{Pick("{\"field\":\"limit\"}", "{\"previous\":\"x\"}")},\"to\":{Pick(_family)}"
            : $",\"from\":{ends[0]},\"to\":{ends[1]}";
    }

    private string Operand()
    {
        string value = _random.Next(6) switch { 0 => "{\"field\":\"limit\"}", 1 => "{\"previous\":\"x\"}", _ => Pick(_family) };
        return value[0] == '{' && !value.StartsWith("{\"field\"", StringComparison.Ordinal)
            && !value.StartsWith("{\"previous\"", StringComparison.Ordinal) ? $"{{\"literal\":{value}}}"
            : value == "\"\"" ? "\"won\"" : value;
    }

    private string Now() => $"{{\"now\":\"{Pick("", "-")}{Pick(OracleMaterial.Durations)}\"}}";

    private string Filter()
    {
        _family = Pick(OracleMaterial.Numbers, OracleMaterial.Texts);
        string[] terms = [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Pick(
            "{x->eq->1}", "{x->eq->won}", "{x->eq->\\\"1\\\"}", "{x→ieq→WON}", "{x->neq-> lost }",
            "{x->like->won}", "{x->ilike->são}", "{x->gt->1}", "{x->ge->10}", "{x->lt->0.1}", "{x->le->1e1}", "{x->in->won, 1,true}",
            "{x->nin->won,lost}", "{x->isNull}", "{x->isNnull}",
            "{x->btw->1,10}", "{items[].x->eq->won}", "{customer.x->neq->null}", "{limit->gt->1}"))];
        string text = terms[0];
        foreach (string term in terms.Skip(1))
        {
            text += Pick("", "&&", "||", " || ") + term;
        }

        return $"\"{text}\"";
    }

    // Members that no condition asks for are rare: they only make the file long.
    private string Record(string condition)
    {
        var members = new List<string>();
        void Add(int chance, string name, string asked, Func<string> value)
        {
            if (_random.Next(10) < (condition.Contains(asked, StringComparison.Ordinal) ? chance : 0) || _random.Next(60) == 0)
            {
                members.Add($"\"{name}\":{value()}");
            }
        }

        Add(1, "x", "\"x", Value);
        Add(9, "x", "\"x", Value);
        Add(9, "x", "{x", Value);
        Add(1, "X", "x", Value);
        Add(8, "limit", "limit", Value);
        Add(
            8, "customer", "customer",
            () => Pick($"{{\"x\":{Value()}}}", $"{{\"x\":{Value()}}}", $"{{\"x\":{Value()}}}", "null", "\"x\"", "{}"));
        Add(9, "items", "items", Items);
        Add(8, "full x", "full x", Value);
        Add(8, "a.b", "a.b", () => $"{{\"x\":{Value()}}}");
        return $"{{{string.Join(',', members)}}}";
    }

    private string Items() => _random.Next(8) switch
    {
        0 => Pick("null", "{}", "\"items\"", "[]", "[]"),
        1 or 2 => $"[{Value()},{Value()}]",
        3 => $"[{{\"items\":[{Value()},{Value()}]}},{{\"items\":[]}},{Pick("{}", "null", "{\"items\":[1]}")}]",
        _ => ItemsWithX(),
    };

    private string ItemsWithX()
    {
        IEnumerable<string> items =
            Enumerable.Range(0, _random.Next(1, 4)).Select(_ => _random.Next(8) == 0 ? "{}" : $"{{\"x\":{Value()}}}");
        return $"[{string.Join(',', items)}]";
    }

    private string Value() => _random.Next(8) switch
    {
        0 => Pick(OracleMaterial.Others),
        1 => Pick(Pick(OracleMaterial.Numbers, OracleMaterial.Texts, Dates())),
        _ => Pick(_family),
    };

    private string[] Dates() => [.. Enumerable.Range(0, 6).Select(_ => OracleMaterial.Date(_random, _settings))];

    private T Pick<T>(params T[] values) => values[_random.Next(values.Length)];
}
