using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Json;

/// <summary>Reads one condition on a field from JSON.</summary>
internal sealed class FieldConditionReader(Dictionary<string, JsonElement> members, FaultList faults, string place)
{
    private static readonly string[] OperandKinds = ["field", "previous", "now", "literal"];

    // What people write who come from the platform's filters, from SQL or from a programming language.
    private static readonly FrozenDictionary<string, string> Synonyms = new Dictionary<string, string>
    {
        ["eq"] = "equals",
        ["is"] = "equals",
        ["="] = "equals",
        ["=="] = "equals",
        ["ieq"] = "equals",
        ["neq"] = "notEquals",
        ["ne"] = "notEquals",
        ["isNot"] = "notEquals",
        ["!="] = "notEquals",
        ["<>"] = "notEquals",
        ["like"] = "contains",
        ["ilike"] = "contains",
        ["regex"] = "matches",
        ["gt"] = "greaterThan",
        [">"] = "greaterThan",
        ["ge"] = "greaterOrEqual",
        ["gte"] = "greaterOrEqual",
        [">="] = "greaterOrEqual",
        ["atLeast"] = "greaterOrEqual",
        ["lt"] = "lessThan",
        ["<"] = "lessThan",
        ["le"] = "lessOrEqual",
        ["lte"] = "lessOrEqual",
        ["<="] = "lessOrEqual",
        ["atMost"] = "lessOrEqual",
        ["nin"] = "notIn",
        ["btw"] = "between",
        ["isNnull"] = "isNotNull",
        ["isPresent"] = "isNotMissing",
        ["exists"] = "isNotMissing",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private bool _failed;

    public static IReadOnlyList<string> Members { get; } = ["field", "elements", "operator", "value", "values", "from", "to", "ignoreCase"];

    public FieldCondition? Read()
    {
        MemberNames.RefuseOthers(members, faults, place, Members);
        string? path = ReadString("field");
        ElementQuantifier? elements = ReadElements();
        bool ignoreCase = ReadIgnoreCase();
        OperatorFacts? facts = ReadOperator();
        List<Operand> operands = facts is null ? [] : ReadOperands(facts);
        if (_failed || facts is null || path is null)
        {
            return null;
        }

        var condition = new FieldCondition(path, facts.Operator, operands) { Elements = elements, IgnoreCase = ignoreCase };
        new FieldConditionValidator(condition, faults, place).Validate();
        return condition;
    }

    private string? ReadString(string name)
    {
        if (members[name] is { ValueKind: JsonValueKind.String } text)
        {
            return UnicodeRules.IsWhole(text) ? JsonText.ToString(JsonText.Raw(text)) : Fail<string>($"{place}.{name}", UnicodeRules.Halved);
        }

        return Fail<string>($"{place}.{name}", $"'{name}' is a text, not {MemberNames.KindOf(members[name])}.");
    }

    private ElementQuantifier? ReadElements()
    {
        if (!members.ContainsKey("elements") || ReadString("elements") is not { } name)
        {
            return null;
        }

        ElementQuantifier? elements = ElementsNames.Find(name);
        if (elements is null)
        {
            Fail<object>($"{place}.elements", $"'{FaultList.Shown(name)}' is not one of {MemberNames.Listed(ElementsNames.All)}{(faults.Suggestions.IsLeft() ? Spelling.DidYouMean(name, ElementsNames.All) : "")}");
        }

        return elements;
    }

    private bool ReadIgnoreCase()
    {
        if (!members.TryGetValue("ignoreCase", out JsonElement value))
        {
            return false;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Fail<object>($"{place}.ignoreCase", $"'ignoreCase' is true or false, not {MemberNames.KindOf(value)}.");
        }

        return value.ValueKind == JsonValueKind.True;
    }

    private OperatorFacts? ReadOperator()
    {
        if (!members.ContainsKey("operator"))
        {
            return Fail<OperatorFacts>($"{place}.operator", "the operator is missing; write one, such as 'equals'.");
        }

        if (ReadString("operator") is not { } name)
        {
            return null;
        }

        if (OperatorFacts.Find(name) is { } facts)
        {
            return facts;
        }

        string suggestion = Synonyms.TryGetValue(name, out string? meant)
            ? $"; did you mean '{meant}'?"
            : faults.Suggestions.IsLeft() ? Spelling.DidYouMean(name, OperatorFacts.All.Select(known => known.Name)) : "";
        return Fail<OperatorFacts>($"{place}.operator", $"'{FaultList.Shown(name)}' is not an operator{(suggestion.Length > 0 ? suggestion : "; the list stands in the page on conditions.")}");
    }

    private List<Operand> ReadOperands(OperatorFacts facts)
    {
        string[] wanted = facts.Shape switch
        {
            OperandShape.None => [],
            OperandShape.List => ["values"],
            OperandShape.FromTo or OperandShape.OrderedPair => ["from", "to"],
            _ => ["value"],
        };
        foreach (string surplus in ((string[])["value", "values", "from", "to"]).Except(wanted).Where(members.ContainsKey))
        {
            string takes = wanted.Length == 0 ? "takes nothing to compare with" : $"takes {MemberNames.Listed(wanted)}";
            Fail<object>($"{place}.{surplus}", $"'{facts.Name}' {takes}; leave '{surplus}' out.");
        }

        var operands = new List<Operand>();
        foreach (string name in wanted)
        {
            if (!members.TryGetValue(name, out JsonElement value))
            {
                Fail<object>($"{place}.{name}", $"'{name}' is missing; '{facts.Name}' needs it.");
            }
            else if (facts.Shape == OperandShape.List)
            {
                ReadList(value, operands);
            }
            else if (ReadOperand(value, $"{place}.{name}") is { } operand)
            {
                operands.Add(operand);
            }
        }

        return operands;
    }

    private void ReadList(JsonElement list, List<Operand> operands)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            Fail<object>($"{place}.values", $"'values' is a list, not {MemberNames.KindOf(list)}; write [ ] around it.");
            return;
        }

        int index = 0;
        foreach (JsonElement value in list.EnumerateArray())
        {
            if (ReadOperand(value, string.Create(CultureInfo.InvariantCulture, $"{place}.values[{index}]")) is { } operand)
            {
                operands.Add(operand);
            }

            index++;
        }
    }

    private Operand? ReadOperand(JsonElement value, string where)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return new LiteralOperand(value);
        }

        Dictionary<string, JsonElement> content = MemberNames.Read(value, faults, where);
        if (content.Count != 1 || !OperandKinds.Contains(content.Keys.Single()))
        {
            return Fail<Operand>(where, $"an object here has exactly one of {MemberNames.Listed(OperandKinds)}; an object as a value stands in {{\"literal\": …}}.");
        }

        (string kind, JsonElement inner) = content.Single();
        if (kind == "literal")
        {
            return new LiteralOperand(inner);
        }

        if (inner.ValueKind != JsonValueKind.String)
        {
            return Fail<Operand>($"{where}.{kind}", $"'{kind}' is a text, not {MemberNames.KindOf(inner)}.");
        }

        if (!UnicodeRules.IsWhole(inner))
        {
            return Fail<Operand>($"{where}.{kind}", UnicodeRules.Halved);
        }

        string text = JsonText.ToString(JsonText.Raw(inner));
        return kind switch
        {
            "field" => new FieldOperand(text),
            "previous" => new PreviousFieldOperand(text),
            _ when ConditionDuration.TryParse(text, out ConditionDuration duration) => new NowOperand(duration.Amount, duration.Unit),
            _ => Fail<Operand>($"{where}.now", string.Create(CultureInfo.InvariantCulture, $"'{FaultList.Shown(text)}' is not a distance from now; write a number up to {ConditionDuration.MaxAmount} and minutes, hours, days, weeks, months or years: '-30 days', '0 minutes'.")),
        };
    }

    private T? Fail<T>(string where, string message)
        where T : class
    {
        _failed = true;
        faults.Add(where, message);
        return null;
    }
}
