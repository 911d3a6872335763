using System.Text.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Json;

/// <summary>Reads one condition on a field from JSON.</summary>
internal sealed class FieldConditionReader(Dictionary<string, JsonElement> members, FaultList faults, string place)
{
    public static IReadOnlyList<string> Members { get; } =
        ["field", "elements", "operator", "value", "values", "from", "to", "ignoreCase"];

    public FieldCondition? Read()
    {
        MemberNames.RefuseOthers(members, faults, place, Members);
        int known = faults.Found.Count;
        string? path = ReadString("field");
        ElementQuantifier? elements = ReadElements();
        bool ignoreCase = ReadIgnoreCase();
        OperatorFacts? facts = ReadOperator();
        bool failed = faults.Found.Count > known;
        if (facts is null || new OperandReader(members, faults, place, facts).Read() is not { } operands || failed || path is null)
        {
            return null;
        }

        var condition = new FieldCondition(path, facts.Operator, operands) { Elements = elements, IgnoreCase = ignoreCase };
        new FieldConditionValidator(condition, faults, place).Validate();
        return condition;
    }

    /// <summary>Reads a string, or adds the fault.</summary>
    public static string? ReadString(JsonElement text, string name, string where, FaultList faults)
    {
        bool isString = text.ValueKind == JsonValueKind.String;
        if (isString && UnicodeRules.IsWhole(text))
        {
            return JsonText.ToString(JsonText.Raw(text));
        }

        faults.Add(where, isString ? UnicodeRules.Halved : $"'{name}' is a string, not {MemberNames.KindOf(text)}.");
        return null;
    }

    private string? ReadString(string name) => ReadString(members[name], name, $"{place}.{name}", faults);

    private ElementQuantifier? ReadElements()
    {
        if (!members.ContainsKey("elements") || ReadString("elements") is not { } name)
        {
            return null;
        }

        ElementQuantifier? elements = ElementsNames.Find(name);
        if (elements is null)
        {
            string suggestion = faults.Suggestions.IsLeft() ? Spelling.DidYouMean(name, ElementsNames.All) : "";
            faults.Add(
                $"{place}.elements", $"'{FaultList.Shown(name)}' is not one of {MemberNames.Listed(ElementsNames.All)}{suggestion}");
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
            faults.Add($"{place}.ignoreCase", $"'ignoreCase' is true or false, not {MemberNames.KindOf(value)}.");
        }

        return value.ValueKind == JsonValueKind.True;
    }

    private OperatorFacts? ReadOperator()
    {
        if (!members.ContainsKey("operator"))
        {
            faults.Add($"{place}.operator", "the operator is missing; write one, such as 'equals'.");
            return null;
        }

        if (ReadString("operator") is not { } name)
        {
            return null;
        }

        OperatorFacts? facts = OperatorFacts.Find(name);
        if (facts is null)
        {
            string suggestion = OperatorSynonyms.Find(name) is { } meant ? $"; did you mean '{meant}'?"
                : faults.Suggestions.IsLeft() ? Spelling.DidYouMean(name, OperatorFacts.All.Select(known => known.Name))
                : "";
            string remedy = suggestion.Length > 0 ? suggestion : "; the page on conditions lists them.";
            faults.Add($"{place}.operator", $"'{FaultList.Shown(name)}' is not an operator{remedy}");
        }

        return facts;
    }
}
