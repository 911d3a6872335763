using System.Text.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Json;

/// <summary>Reads the properties of JSON objects in definitions, and refuses those that do not belong there.</summary>
internal static class MemberNames
{
    public static Dictionary<string, JsonElement> Read(JsonElement element, FaultList faults, string place)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JsonProperty member in element.EnumerateObject())
        {
            string name = JsonText.ToString(System.Runtime.InteropServices.JsonMarshal.GetRawUtf8PropertyName(member));
            if (!members.TryAdd(name, member.Value))
            {
                faults.Add($"{place}.{name}", "the property is given twice; leave one out.");
            }
        }

        return members;
    }

    public static void RefuseOthers(Dictionary<string, JsonElement> members, FaultList faults, string place, IReadOnlyList<string> known)
    {
        foreach (string name in members.Keys.Where(name => !known.Contains(name)))
        {
            faults.Add($"{place}.{name}", $"'{FaultList.Shown(name)}' does not belong here{faults.Suggestions.For(name, () => known)}.");
        }
    }

    public static string Listed(IReadOnlyList<string> names) => names.Count == 1
        ? $"'{names[0]}'"
        : $"'{string.Join("', '", names.Take(names.Count - 1))}' and '{names[^1]}'";

    public static string KindOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        JsonValueKind.Undefined => "nothing",
        _ => "a boolean",
    };
}
