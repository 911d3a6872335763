using System.Diagnostics.CodeAnalysis;
using Totvs.Webhooks.Conditions.Filters;

namespace Totvs.Webhooks.Conditions;

/// <summary>Conditions in the filter language of TOTVS CRM's REST API: <c>{amount->ge->10000}{stage->eq->won}</c>.</summary>
/// <remarks>
/// <para>
/// Stated by TOTVS: <c>{field->operator->value}</c>, with <c>→</c> for the arrow if wanted; braces that adjoin, or <c>&amp;&amp;</c>,
/// mean and, <c>||</c> means or; the operators <c>eq</c> <c>ieq</c> <c>neq</c> <c>like</c> <c>ilike</c> <c>gt</c> <c>ge</c> <c>lt</c>
/// <c>le</c> <c>in</c> <c>nin</c> <c>isNull</c> <c>isNnull</c> <c>btw</c>, of which the i forms ignore case.
/// </para>
/// <para>
/// Where TOTVS is silent, this library: and binds tighter than or; there are no parentheses. Values of <c>in</c>, <c>nin</c> and
/// <c>btw</c> are parted by commas. <c>isNull</c> and <c>isNnull</c> have no value. A value that reads as a JSON number, <c>true</c>,
/// <c>false</c> or <c>null</c> is one; any other is text, without the white space around it. A value in double quotes is text, with the
/// escapes of JSON: text that holds a brace, a quote, or in a list a comma, and text that would read as a number, needs them.
/// </para>
/// </remarks>
public static class FilterText
{
    /// <summary>Reads a filter text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is no filter text; the message names the place and the remedy.</exception>
    public static Condition Parse(string text) =>
        TryParse(text, out Condition? condition, out string? error) ? condition : throw new FormatException(error);

    /// <summary>Reads a filter text, if it is one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="error">What is wrong, with the place and the remedy.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out Condition? condition, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parser = new FilterTextParser(text);
        condition = parser.Parse(out error);
        return condition is not null;
    }
}
