namespace Totvs.Webhooks.Conditions.Json;

/// <summary>
/// What misspelt words of a definition were meant to be. Only for the first of them: each is compared with every known word.
/// </summary>
internal sealed class Suggestions
{
    private const int MaxGiven = 100;
    private const int MaxListed = 40;

    private int _given;

    /// <summary>What follows the sentence that a word is not known.</summary>
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
