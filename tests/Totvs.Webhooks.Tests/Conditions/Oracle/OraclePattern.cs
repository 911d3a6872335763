namespace Totvs.Webhooks.Tests.Conditions.Oracle;

/// <summary>Regular expressions whose meaning is written out by hand, so that no engine of them judges another.</summary>
internal static class OraclePattern
{
    public static IReadOnlyDictionary<string, Func<string, bool>> All { get; } = new Dictionary<string, Func<string, bool>>
    {
        ["^won$"] = text => text == "won",
        ["won"] = text => text.Contains("won", StringComparison.Ordinal),
        ["^(won|lost)"] = text => text.StartsWith("won", StringComparison.Ordinal) || text.StartsWith("lost", StringComparison.Ordinal),
        ["o$"] = text => text.EndsWith('o'),
        ["^$"] = text => text.Length == 0,
        [".*"] = _ => true,
        ["^.{3}$"] = text => text.Length == 3 && !text.Contains('\n', StringComparison.Ordinal),
        ["(^a|b$)"] = text => text.StartsWith('a') || text.EndsWith('b'),
        ["^[0-9]{5}-[0-9]{3}$"] = text => text.Length == 9 && text[5] == '-' && text.Remove(5, 1).All(char.IsAsciiDigit),
    };

    /// <summary>
    /// Whether the text has a match. The patterns are in lower case, and letters that differ in case only by culture are not in the
    /// cases.
    /// </summary>
    public static bool IsMatch(string pattern, string text, bool ignoreCase) => All[pattern](ignoreCase ? text.ToLowerInvariant() : text);
}
