namespace Totvs.Webhooks.Conditions.Json;

/// <summary>The names of <see cref="ElementQuantifier"/> in JSON.</summary>
internal static class ElementsNames
{
    private static readonly string[] Names = ["any", "all", "none", "count"];

    public static IReadOnlyList<string> All => Names;

    public static string Of(ElementQuantifier elements) => (uint)elements < (uint)Names.Length
        ? Names[(int)elements]
        : throw new ArgumentException($"'{elements}' is not one of any, all, none and count.", nameof(elements));

    public static ElementQuantifier? Find(string name)
    {
        int index = Array.IndexOf(Names, name);
        return index < 0 ? null : (ElementQuantifier)index;
    }
}
