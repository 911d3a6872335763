using System.Text;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Workflows.Definitions;

namespace Totvs.Webhooks.Workflows;

/// <summary>Which headers a workflow may set: their names, their values and how many.</summary>
internal static class WebhookHeaderRules
{
    private const int MaxHeaders = 64;
    private const int MaxValueLength = 8 * 1024;
    private const int MaxTotalLength = 16 * 1024;

    public static void Check(IReadOnlyList<WebhookHeader>? headers, string place, List<DefinitionFault> found)
    {
        if (headers is null)
        {
            found.Add(new DefinitionFault(place, "is missing; leave it out, or give an array, empty or not."));
            return;
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in headers)
        {
            string? fault = WebhookHeaderNames.FaultOf(name) ?? FaultOfValue(value);
            fault ??= seen.Add(name) ? null : "is set twice; combine the values in one header, separated by commas.";
            if (fault is not null)
            {
                found.Add(new DefinitionFault($"{place}['{Visible(name)}']", fault));
            }
        }

        int size = headers.Sum(header => (header.Name?.Length ?? 0) + (header.Reveal()?.Length ?? 0));
        if (headers.Count > MaxHeaders || size > MaxTotalLength)
        {
            found.Add(
                new DefinitionFault(
                    place,
                    $"holds {headers.Count} headers of {size} characters; use at most {MaxHeaders} of {MaxTotalLength} in all."));
        }
    }

    /// <summary>Never shows the value: it may be a secret.</summary>
    private static string? FaultOfValue(string? value)
    {
        if (value is null)
        {
            return "has no value; give one, or take the header out.";
        }

        if (value.Length > MaxValueLength)
        {
            return $"has a value of {value.Length} characters; use at most {MaxValueLength}.";
        }

        if (value == WorkflowWriter.Mask)
        {
            return $"has the value '{value}', which stands for one that was masked when the workflow was written; put the true value "
                + "in its place.";
        }

        int index = value.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        if (index < 0)
        {
            return null;
        }

        return value[index] is '\r' or '\n'
            ? "has a line break in its value; take it out."
            : $"has the character U+{(int)value[index]:X4} in its value, at position {index}; use visible ASCII characters and spaces "
                + "only.";
    }

    private static string Visible(string? name)
    {
        var visible = new StringBuilder();
        foreach (char character in name ?? "")
        {
            visible.Append(char.IsControl(character) ? $"\\u{(int)character:x4}" : character.ToString());
        }

        return visible.ToString();
    }
}
