using System.Globalization;
using System.Text.RegularExpressions;
using Totvs.Webhooks.Workflows.Conditions.Definition;

namespace Totvs.Webhooks.Workflows.Conditions.Evaluation;

/// <summary>Regular expressions as conditions use them: linear time, a time limit, no culture.</summary>
internal static class ConditionPattern
{
    /// <summary>How long one search may take.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromMilliseconds(250);

    /// <summary>Makes the expression.</summary>
    /// <param name="pattern">Its text.</param>
    /// <param name="ignoreCase">Whether case is ignored; the pattern is then taken in normalization form C, as the text will be.</param>
    /// <param name="error">What is wrong with it and the remedy, where it is none.</param>
    public static Regex? Make(string pattern, bool ignoreCase, out string? error)
    {
        if (pattern.Length > ConditionLimits.PatternLength)
        {
            error = string.Create(CultureInfo.InvariantCulture, $"the regular expression has {pattern.Length} characters; the most is {ConditionLimits.PatternLength}.");
            return null;
        }

        try
        {
            error = null;
            RegexOptions options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
            return ignoreCase
                ? new Regex(FoldedText.Compose(pattern), options | RegexOptions.IgnoreCase, TimeLimit)
                : new Regex(pattern, options, TimeLimit);
        }
        catch (NotSupportedException)
        {
            error = $"'{pattern}' uses look-around, backreferences, atomic groups or conditionals, which a search in linear time cannot; write it without them.";
        }
        catch (ArgumentException exception)
        {
            error = $"'{pattern}' is not a regular expression: {exception.Message}";
        }

        return null;
    }
}
