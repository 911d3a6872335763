using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Totvs.Webhooks.Tests.Conditions.Oracle;

/// <summary>The platform's filter language, rewritten as the JSON of the same condition.</summary>
internal static partial class OracleFilter
{
    private static readonly Dictionary<string, string> Operators = new()
    {
        ["eq"] = "equals",
        ["ieq"] = "equals",
        ["neq"] = "notEquals",
        ["like"] = "contains",
        ["ilike"] = "contains",
        ["gt"] = "greaterThan",
        ["ge"] = "greaterOrEqual",
        ["lt"] = "lessThan",
        ["le"] = "lessOrEqual",
        ["in"] = "in",
        ["nin"] = "notIn",
        ["isNull"] = "isNull",
        ["isNnull"] = "isNotNull",
        ["btw"] = "between",
    };

    public static JsonElement Read(string text)
    {
        // And binds tighter than or: a group of any over groups of all. No text in quotes of the cases holds "||" or "}".
        IEnumerable<JsonNode> alternatives = text.Split("||").Select(part => (JsonNode)new JsonObject
        {
            ["all"] = new JsonArray([.. Term().Matches(part).Select(Condition)]),
        });
        return JsonSerializer.SerializeToElement(new JsonObject { ["any"] = new JsonArray([.. alternatives]) });
    }

    private static JsonNode Condition(Match match)
    {
        string name = match.Groups["operator"].Value;
        var condition = new JsonObject { ["field"] = match.Groups["field"].Value.Trim(), ["operator"] = Operators[name] };
        if (name is "ieq" or "ilike")
        {
            condition["ignoreCase"] = true;
        }

        string value = match.Groups["value"].Value;
        switch (name)
        {
            case "isNull" or "isNnull":
                break;
            case "in" or "nin":
                condition["values"] = new JsonArray([.. value.Split(',').Select(Value)]);
                break;
            case "btw":
                condition["from"] = Value(value.Split(',')[0]);
                condition["to"] = Value(value.Split(',')[1]);
                break;
            default:
                condition["value"] = Value(value);
                break;
        }

        return condition;
    }

    private static JsonNode? Value(string written)
    {
        string text = written.Trim();
        return text.StartsWith('"') || text is "true" or "false" or "null" || JsonNumber().IsMatch(text)
            ? JsonNode.Parse(text)
            : JsonValue.Create(text);
    }

    [GeneratedRegex(@"\{(?<field>[^{}]*?)(->|→)(?<operator>[A-Za-z]+)((->|→)(?<value>[^{}]*))?\}")]
    private static partial Regex Term();

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z")]
    private static partial Regex JsonNumber();
}
