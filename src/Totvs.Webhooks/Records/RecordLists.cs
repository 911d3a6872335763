using System.Collections;
using System.Collections.Specialized;

namespace Totvs.Webhooks.Records;

/// <summary>
/// The types that are sequences of values and nothing more: arrays, the collections of .NET and what derives from them, LINQ and iterators.
/// Any other that can be enumerated may mean something else: a token of Newtonsoft.Json or an XML node reads as an empty array.
/// </summary>
internal static class RecordLists
{
    private static readonly string?[] Known =
    [
        "System.Collections", "System.Collections.Concurrent", "System.Collections.Frozen", "System.Collections.Generic",
        "System.Collections.Immutable", "System.Collections.ObjectModel", "System.Linq",
    ];

    public static IEnumerable? Find(object value) => value switch
    {
        Array { Rank: 1 } array => array,
        Array or IDictionary => null,
        StringCollection texts => texts,
        IEnumerable items when IsKnown(value) => items,
        _ => null,
    };

    // Names of the compiler: no type in source can begin like those of iterators and collection expressions.
    private static bool IsKnown(object value) =>
        (value is IEnumerator && value.GetType().Name.StartsWith('<'))
        || value.GetType().Name.StartsWith("<>z__", StringComparison.Ordinal)
        || DerivesFromKnown(value.GetType());

    /// <summary>The type of a dictionary's names, where it says it; an empty one has no name that would.</summary>
    public static Type? NamesOf(IDictionary dictionary)
    {
        for (Type? current = dictionary.GetType(); current is not null; current = current.BaseType)
        {
            if (current.GenericTypeArguments is [{ } names, _])
            {
                return names;
            }
        }

        return null;
    }

    private static bool DerivesFromKnown(Type type)
    {
        for (Type? current = type; current is not null; current = current.BaseType)
        {
            if (Known.Contains(current.Namespace))
            {
                // The groups of LINQ have a key, which an array would lose.
                return !current.Name.Contains("Grouping`", StringComparison.Ordinal)
                    && !current.Name.Contains("Lookup`", StringComparison.Ordinal);
            }
        }

        return false;
    }
}
