using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Totvs.Webhooks.Workflows;

/// <summary>Which headers a workflow may set. Those that frame the message, name its route or belong to this library are not for it to say.</summary>
internal static class WebhookHeaderRules
{
    private const int MostHeaders = 64;
    private const int LongestValue = 8 * 1024;
    private const int LongestOfAll = 16 * 1024;

    // RFC 9110, section 5.6.2: the characters of a token.
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly FrozenDictionary<string, string> ForbiddenNames = new Dictionary<string, string>
    {
        ["Host"] = "it comes from the URL",
        ["Connection"] = "it belongs to the connection",
        ["Keep-Alive"] = "it belongs to the connection",
        ["Transfer-Encoding"] = "it frames the message",
        ["TE"] = "it frames the message",
        ["Trailer"] = "it frames the message",
        ["Upgrade"] = "it belongs to the connection",
        ["Expect"] = "it changes how the message is sent",
        ["HTTP2-Settings"] = "it belongs to the connection",
        ["Forwarded"] = "it claims a route the message did not take",
        ["Via"] = "it claims a route the message did not take",
        ["X-Real-IP"] = "it claims a route the message did not take",
        ["Metadata-Flavor"] = "cloud metadata services answer to it",
        ["Metadata"] = "cloud metadata services answer to it",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly (string Prefix, string Reason)[] ForbiddenPrefixes =
    [
        ("Content-", "it describes the body, which is this library's"),
        ("webhook-", "it is this library's (Standard Webhooks)"),
        ("Proxy-", "it speaks to a proxy"),
        ("X-Forwarded-", "it claims a route the message did not take"),
        ("X-aws-ec2-metadata-", "cloud metadata services answer to it"),
        ("X-Google-Metadata-", "cloud metadata services answer to it"),
        (":", "it frames the message"),
    ];

    public static void Check(IReadOnlyList<WebhookHeader>? headers, string workflow, string place, List<WorkflowDefinitionError> errors)
    {
        if (headers is null)
        {
            errors.Add(new WorkflowDefinitionError(workflow, place, "is missing; leave it out, or give a list, empty or not."));
            return;
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in headers)
        {
            string? fault = FaultOfName(name) ?? FaultOfValue(value);
            fault ??= seen.Add(name) ? null : "stands twice; put both values into one header, separated by commas.";
            if (fault is not null)
            {
                errors.Add(new WorkflowDefinitionError(workflow, $"{place}['{Visible(name)}']", fault));
            }
        }

        int size = headers.Sum(header => (header.Name?.Length ?? 0) + (header.Reveal()?.Length ?? 0));
        if (headers.Count > MostHeaders || size > LongestOfAll)
        {
            errors.Add(new WorkflowDefinitionError(workflow, place, $"holds {headers.Count} headers of {size} characters; use at most {MostHeaders} of {LongestOfAll} in all."));
        }
    }

    private static string? FaultOfName(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return "has no name; name the header, such as 'Authorization'.";
        }

        if (ForbiddenNames.TryGetValue(name, out string? reason))
        {
            return $"may not be set by a workflow, since {reason}; take it out.";
        }

        foreach ((string prefix, string prefixReason) in ForbiddenPrefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return $"may not be set by a workflow, since {prefixReason}; take it out.";
            }
        }

        return name.AsSpan().ContainsAnyExcept(TokenCharacters)
            ? "is not the name of a header: use letters, digits and hyphens, no spaces, colons or line breaks."
            : null;
    }

    /// <summary>Never shows the value: it may be a secret.</summary>
    private static string? FaultOfValue(string? value)
    {
        if (value is null)
        {
            return "has no value; give one, or take the header out.";
        }

        if (value.Length > LongestValue)
        {
            return $"has a value of {value.Length} characters; use at most {LongestValue}.";
        }

        if (value == WorkflowWriter.Mask)
        {
            return $"has the value '{value}', which stands for one that was masked when the workflow was written; put the true value in its place.";
        }

        int index = value.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        if (index < 0)
        {
            return null;
        }

        return value[index] is '\r' or '\n'
            ? "has a line break in its value; take it out."
            : $"has the character U+{(int)value[index]:X4} in its value, at position {index}; use visible ASCII characters and spaces only.";
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
