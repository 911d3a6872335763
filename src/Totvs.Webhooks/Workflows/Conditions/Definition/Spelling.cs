namespace Totvs.Webhooks.Workflows.Conditions.Definition;

/// <summary>Finds what a misspelt word was meant to be.</summary>
internal static class Spelling
{
    /// <returns>"; did you mean 'greaterThan'?" or nothing.</returns>
    public static string DidYouMean(string word, IEnumerable<string> known) => Nearest(word, known) is { } nearest ? $"; did you mean '{nearest}'?" : "";

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
            int distance = Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < least)
            {
                (nearest, least) = (candidate, distance);
            }
        }

        return nearest;
    }

    /// <summary>The changes of one letter that lead from one word to the other; what was not typed at the end counts as one.</summary>
    private static int Distance(string word, string candidate)
    {
        int[] previous = [.. Enumerable.Range(0, candidate.Length + 1)];
        int[] current = new int[candidate.Length + 1];
        for (int i = 1; i <= word.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= candidate.Length; j++)
            {
                int change = word[i - 1] == candidate[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }

            (previous, current) = (current, previous);
        }

        const int ShortestStem = 4;
        int whole = previous[candidate.Length];
        return word.Length < ShortestStem ? whole : Math.Min(whole, previous.Min() + 1);
    }
}
