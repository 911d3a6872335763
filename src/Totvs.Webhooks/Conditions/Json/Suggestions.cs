namespace Totvs.Webhooks.Conditions.Json;

/// <summary>
/// Suggestions for misspelt names in definitions. Only for the first hundred: each name is compared with every known one.
/// </summary>
internal sealed class Suggestions
{
    private const int MaxGiven = 100;
    private const int MaxListed = 40;

    private int _given;

    /// <summary>The remedy for a name that is not known.</summary>
    /// <returns>"; did you mean 'headers'?; known are 'headers' and 'url'", or part of it, or nothing.</returns>
    public string For(string word, Func<IReadOnlyList<string>> known)
    {
        if (!IsLeft())
        {
            return "";
        }

        IReadOnlyList<string> words = known();
        string more = words.Count <= MaxListed ? "" : $", and {words.Count - MaxListed} more";
        return $"{Spelling.DidYouMean(word, words)}; known are {MemberNames.Listed([.. words.Take(MaxListed)])}{more}";
    }

    /// <summary>Whether one more may be given; counts it as given.</summary>
    public bool IsLeft() => _given++ < MaxGiven;
}
