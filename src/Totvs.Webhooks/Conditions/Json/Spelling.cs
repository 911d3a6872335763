namespace Totvs.Webhooks.Conditions.Json;

/// <summary>Finds the known name that a misspelt one is nearest to.</summary>
internal static class Spelling
{
    private const int StackLength = 64;

    /// <returns>"; did you mean 'greaterThan'?" or nothing.</returns>
    public static string DidYouMean(string word, IEnumerable<string> known) =>
        Nearest(word, known) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    public static string? Nearest(string word, IEnumerable<string> known)
    {
        if (word.Length > 40)
        {
            return null;
        }

        string? nearest = null;
        int least = Math.Max(2, word.Length / 3) + 1;
        foreach (string candidate in known)
        {
            int distance = Distance(word, candidate);
            if (distance < least)
            {
                (nearest, least) = (candidate, distance);
            }
        }

        return nearest;
    }

    /// <summary>The changes of one letter that lead from one name to the other; letters that are missing at the end count as one.</summary>
    private static int Distance(string word, string candidate)
    {
        Span<int> previous = candidate.Length < StackLength ? stackalloc int[candidate.Length + 1] : new int[candidate.Length + 1];
        Span<int> current = candidate.Length < StackLength ? stackalloc int[candidate.Length + 1] : new int[candidate.Length + 1];
        for (int j = 0; j <= candidate.Length; j++)
        {
            previous[j] = j;
        }

        for (int i = 1; i <= word.Length; i++)
        {
            current[0] = i;
            char letter = char.ToLowerInvariant(word[i - 1]);
            for (int j = 1; j <= candidate.Length; j++)
            {
                int change = letter == char.ToLowerInvariant(candidate[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }

            Span<int> next = previous;
            previous = current;
            current = next;
        }

        const int MinStemLength = 4;
        int whole = previous[candidate.Length];
        if (word.Length < MinStemLength)
        {
            return whole;
        }

        int least = whole - 1;
        foreach (int distance in previous)
        {
            least = Math.Min(least, distance);
        }

        return least + 1;
    }
}
