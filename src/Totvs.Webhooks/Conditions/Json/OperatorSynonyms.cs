using System.Collections.Frozen;

namespace Totvs.Webhooks.Conditions.Json;

/// <summary>The operators' names in the platform's filters, in SQL and in programming languages, for the remedy of a fault.</summary>
internal static class OperatorSynonyms
{
    private static readonly FrozenDictionary<string, string> Names = new (string Name, string[] Synonyms)[]
    {
        ("equals", ["eq", "is", "=", "==", "ieq"]),
        ("notEquals", ["neq", "ne", "isNot", "!=", "<>"]),
        ("contains", ["like", "ilike"]),
        ("matches", ["regex"]),
        ("greaterThan", ["gt", ">"]),
        ("greaterOrEqual", ["ge", "gte", ">=", "atLeast"]),
        ("lessThan", ["lt", "<"]),
        ("lessOrEqual", ["le", "lte", "<=", "atMost"]),
        ("notIn", ["nin"]),
        ("between", ["btw"]),
        ("isNotNull", ["isNnull"]),
        ("isNotMissing", ["isPresent", "exists"]),
    }.SelectMany(known => known.Synonyms, (known, synonym) => (synonym, known.Name)).ToFrozenDictionary(
        pair => pair.synonym, pair => pair.Name, StringComparer.OrdinalIgnoreCase);

    /// <returns>The operator's name in JSON, or <see langword="null"/>.</returns>
    public static string? Find(string synonym) => Names.GetValueOrDefault(synonym);
}
