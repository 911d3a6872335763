using System.Globalization;
using System.Text.RegularExpressions;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>Regular expressions as conditions use them: linear time, a time limit, no culture.</summary>
internal static class ConditionPattern
{
    /// <summary>How long one search may take.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromMilliseconds(250);

    /// <summary>How long all searches of one event may take together before no more is begun.</summary>
    public static readonly TimeSpan TotalTimeLimit = TimeSpan.FromSeconds(1);

    /// <summary>Makes the expression.</summary>
    /// <param name="pattern">The expression.</param>
    /// <param name="ignoreCase">Whether case is ignored; the pattern is then taken in normalization form C, as the string will be.</param>
    /// <param name="error">What is wrong with it and the remedy, where it is no expression.</param>
    public static Regex? Make(string pattern, bool ignoreCase, out string? error)
    {
        if (pattern.Length > ConditionLimits.PatternLength)
        {
            error = string.Create(
                CultureInfo.InvariantCulture,
                $"the regular expression has {pattern.Length} characters; the most is {ConditionLimits.PatternLength}.");
            return null;
        }

        var text = new PatternText(ignoreCase ? FoldedText.Compose(pattern) : pattern);
        try
        {
            error = null;
            RegexOptions options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
            return new Regex(text.WithEndsOfText, ignoreCase ? options | RegexOptions.IgnoreCase : options, TimeLimit);
        }
        catch (NotSupportedException)
        {
            error = text.Unsupported is { } part
                ? $"'{pattern}' uses {part}, which a search in linear time cannot; write it without."
                : $"'{pattern}' is too large: its counts of repetition multiply to more steps than a search may have; "
                    + "use lower counts, or '+' and '*'.";
        }
        catch (ArgumentException)
        {
            error = $"'{pattern}' is not a regular expression: {FaultOf(pattern)}";
        }

        return null;
    }

    // The fault names a place: it is taken from the expression as it was written, not from the rewritten one.
    private static string FaultOf(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant, TimeLimit);
            return "its brackets and groups cannot be told apart; write it in a simpler way.";
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    }
}
