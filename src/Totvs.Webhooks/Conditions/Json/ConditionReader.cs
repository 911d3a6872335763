using System.Globalization;
using System.Text.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Json;

/// <summary>
/// Reads conditions from JSON: <c>{"all":[…]}</c>, <c>{"any":[…]}</c>, <c>{"not":{…}}</c>, <c>{"field":…,"operator":…,"value":…}</c>, the
/// platform's filter text, or any of them as a string that holds the JSON.
/// </summary>
internal static class ConditionReader
{
    private static readonly string[] Kinds = ["all", "any", "not", "field"];

    /// <summary>Reads and validates a condition that stands by itself.</summary>
    public static Condition? Read(JsonElement element, string place, List<DefinitionFault> found) =>
        Read(element, new FaultList(found, new Suggestions()), place, 0);

    /// <summary>Reads and validates a condition.</summary>
    /// <param name="element">The JSON.</param>
    /// <param name="faults">Takes every fault, those that <see cref="ConditionValidator"/> finds included.</param>
    /// <param name="place">Where it stands: <c>conditions</c>.</param>
    /// <returns>
    /// The condition, or <see langword="null"/> where it could not be read; not usable where faults were added.
    /// </returns>
    public static Condition? Read(JsonElement element, FaultList faults, string place) => Read(element, faults, place, 0);

    private static Condition? Read(JsonElement element, FaultList faults, string place, int depth)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            return ReadText(element, faults, place, depth);
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            string kind = MemberNames.KindOf(element);
            faults.Add(place, $"a condition is an object with one of {MemberNames.Listed(Kinds)}, or a filter text, not {kind}.");
            return null;
        }

        Dictionary<string, JsonElement> members = MemberNames.Read(element, faults, place);
        string[] kinds = [.. Kinds.Where(members.ContainsKey)];
        if (kinds.Length != 1)
        {
            string found = kinds.Length == 0 ? "none of them" : MemberNames.Listed(kinds);
            faults.Add(place, $"a condition has exactly one of {MemberNames.Listed(Kinds)}; this one has {found}.");
            MemberNames.RefuseOthers(members, faults, place, [.. Kinds, .. FieldConditionReader.Members]);
            return null;
        }

        if (kinds[0] == "field")
        {
            return new FieldConditionReader(members, faults, place).Read();
        }

        MemberNames.RefuseOthers(members, faults, place, kinds);
        if (depth >= ConditionLimits.Depth)
        {
            faults.Add(place, ConditionValidator.TooDeep);
            return null;
        }

        string inner = $"{place}.{kinds[0]}";
        JsonElement content = members[kinds[0]];
        if (kinds[0] == "not")
        {
            return Read(content, faults, inner, depth + 1) is { } negated ? new NotCondition(negated) : null;
        }

        List<Condition>? parts = ReadParts(content, faults, inner, depth);
        return parts is null ? null : kinds[0] == "all" ? new AllCondition(parts) : new AnyCondition(parts);
    }

    private static List<Condition>? ReadParts(JsonElement content, FaultList faults, string place, int depth)
    {
        if (content.ValueKind != JsonValueKind.Array || content.GetArrayLength() == 0)
        {
            faults.Add(place, content.ValueKind == JsonValueKind.Array
                ? ConditionValidator.Empty
                : $"a group is an array of conditions, not {MemberNames.KindOf(content)}.");
            return null;
        }

        var conditions = new List<Condition>();
        int index = 0;
        foreach (JsonElement part in content.EnumerateArray())
        {
            if (Read(part, faults, string.Create(CultureInfo.InvariantCulture, $"{place}[{index}]"), depth + 1) is { } condition)
            {
                conditions.Add(condition);
            }

            index++;
        }

        return conditions.Count == index ? conditions : null;
    }

    private static Condition? ReadText(JsonElement element, FaultList faults, string place, int depth)
    {
        if (!UnicodeRules.IsWhole(element))
        {
            faults.Add(place, UnicodeRules.Halved);
            return null;
        }

        string text = JsonText.ToString(JsonText.Raw(element));
        if (ConditionJson.IsObject(text))
        {
            using JsonDocument? document = ConditionJson.Parse(text, faults, place);
            return document is null ? null : Read(document.RootElement, faults, place, depth);
        }

        if (!FilterText.TryParse(text, out Condition? condition, out string? error))
        {
            faults.Add(place, error);
            return null;
        }

        ConditionValidator.Validate(condition, place, faults.Found);
        return condition;
    }
}
