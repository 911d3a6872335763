namespace Totvs.Webhooks.Conditions;

/// <summary>What the records of the tree share to hold lists that compare by content.</summary>
internal static class ConditionList
{
    public static IReadOnlyList<T> Copy<T>(IEnumerable<T> items)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(items);
        T[] copy = [.. items];
        return Array.TrueForAll(copy, item => item is not null)
            ? Array.AsReadOnly(copy)
            : throw new ArgumentException("The list holds a null; leave the entry out.", nameof(items));
    }

    public static int HashOf<T>(string kind, IReadOnlyList<T> items)
    {
        var hash = new HashCode();
        hash.Add(kind, StringComparer.Ordinal);
        foreach (T item in items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }
}
