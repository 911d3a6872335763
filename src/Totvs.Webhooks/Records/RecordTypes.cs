using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace Totvs.Webhooks.Records;

/// <summary>
/// Finds types that System.Text.Json would write wrong: tokens of Newtonsoft.Json are enumerations of themselves, so that each reads as an
/// empty array.
/// </summary>
internal static class RecordTypes
{
    private const string Token = "Newtonsoft.Json.Linq.JToken";
    private const int MaxLevels = 64;

    // A type is checked once. The weak table keeps no type alive.
    private static readonly ConditionalWeakTable<JsonTypeInfo, object> Checked = [];

    public static bool IsToken(Type type)
    {
        for (Type? current = type; current is not null; current = current.BaseType)
        {
            if (current.FullName == Token)
            {
                return true;
            }
        }

        return false;
    }

    /// <exception cref="ArgumentException">
    /// The type, or one that it holds, is such a token, and the serializer has no converter for it.
    /// </exception>
    public static void RefuseTokens(JsonTypeInfo typeInfo)
    {
        if (Checked.TryGetValue(typeInfo, out _))
        {
            return;
        }

        Refuse(typeInfo, typeInfo.Type.Name, 0, []);
        Checked.AddOrUpdate(typeInfo, typeInfo.Type);
    }

    private static void Refuse(JsonTypeInfo typeInfo, string place, int level, HashSet<Type> seen)
    {
        if (typeInfo.Kind == JsonTypeInfoKind.None || level > MaxLevels || !seen.Add(typeInfo.Type))
        {
            return;
        }

        if (IsToken(typeInfo.Type))
        {
            throw new ArgumentException(
                $"'{place}' is of the type {typeInfo.Type}, which System.Text.Json writes as an empty array; "
                + "pass RecordJson.Parse(JsonConvert.SerializeObject(value)), or give the serializer a converter for it.");
        }

        foreach (JsonPropertyInfo property in typeInfo.Properties.Where(
            property => property.Get is not null && property.CustomConverter is null))
        {
            Refuse(typeInfo, property.PropertyType, $"{place}.{property.Name}", level, seen);
        }

        if (typeInfo.ElementType is { } element)
        {
            Refuse(typeInfo, element, $"{place}[]", level, seen);
        }
    }

    private static void Refuse(JsonTypeInfo holder, Type type, string place, int level, HashSet<Type> seen)
    {
        if (!type.IsPrimitive && holder.Options.TryGetTypeInfo(type, out JsonTypeInfo? typeInfo))
        {
            Refuse(typeInfo, place, level + 1, seen);
        }
    }
}
