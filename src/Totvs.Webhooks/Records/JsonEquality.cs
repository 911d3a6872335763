using System.Runtime.InteropServices;
using System.Text.Json;

namespace Totvs.Webhooks.Records;

/// <summary>
/// Whether two JSON values are the same: by type, numbers by value, strings by character, arrays in order, objects in any order.
/// </summary>
/// <remarks>
/// Of properties with the same name the last one counts. Below <see cref="MaxLevel"/> levels values are the same when they are written
/// the same.
/// </remarks>
internal static class JsonEquality
{
    private const int MaxLevel = 64;

    public static bool AreEqual(JsonElement left, JsonElement right) => AreEqual(left, right, 0);

    public static int HashOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => new NumberText(JsonMarshal.GetRawUtf8Value(value)).Hash(),
        JsonValueKind.String => string.GetHashCode(JsonText.ToString(JsonText.Raw(value)), StringComparison.Ordinal),
        JsonValueKind.Array => HashCode.Combine(JsonValueKind.Array, value.GetArrayLength()),
        JsonValueKind kind => (int)kind,
    };

    public static int CompareNumbers(JsonElement left, JsonElement right) =>
        new NumberText(JsonMarshal.GetRawUtf8Value(left)).CompareTo(new NumberText(JsonMarshal.GetRawUtf8Value(right)));

    private static bool AreEqual(JsonElement left, JsonElement right, int level)
    {
        if (left.ValueKind != right.ValueKind)
        {
            return false;
        }

        return left.ValueKind switch
        {
            JsonValueKind.Number => CompareNumbers(left, right) == 0,
            JsonValueKind.String => JsonText.AreEqual(JsonText.Raw(left), JsonText.Raw(right)),
            JsonValueKind.Array or JsonValueKind.Object => AreEqualContainers(left, right, level),
            _ => true,
        };
    }

    private static bool AreEqualContainers(JsonElement left, JsonElement right, int level)
    {
        if (JsonMarshal.GetRawUtf8Value(left).SequenceEqual(JsonMarshal.GetRawUtf8Value(right)))
        {
            return true;
        }

        if (level >= MaxLevel)
        {
            return false;
        }

        return left.ValueKind == JsonValueKind.Array ? AreEqualLists(left, right, level) : AreEqualObjects(left, right, level);
    }

    private static bool AreEqualLists(JsonElement left, JsonElement right, int level)
    {
        if (left.GetArrayLength() != right.GetArrayLength())
        {
            return false;
        }

        JsonElement.ArrayEnumerator others = right.EnumerateArray();
        foreach (JsonElement element in left.EnumerateArray())
        {
            others.MoveNext();
            if (!AreEqual(element, others.Current, level + 1))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreEqualObjects(JsonElement left, JsonElement right, int level)
    {
        Dictionary<string, JsonElement> leftMembers = MembersOf(left);
        Dictionary<string, JsonElement> rightMembers = MembersOf(right);
        if (leftMembers.Count != rightMembers.Count)
        {
            return false;
        }

        foreach ((string name, JsonElement value) in leftMembers)
        {
            if (!rightMembers.TryGetValue(name, out JsonElement other) || !AreEqual(value, other, level + 1))
            {
                return false;
            }
        }

        return true;
    }

    // A dictionary keeps the cost linear: a look-up per property would make wide objects quadratic.
    private static Dictionary<string, JsonElement> MembersOf(JsonElement value)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JsonProperty member in value.EnumerateObject())
        {
            members[JsonText.ToString(JsonMarshal.GetRawUtf8PropertyName(member))] = member.Value;
        }

        return members;
    }
}
