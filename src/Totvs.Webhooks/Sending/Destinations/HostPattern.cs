namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>A host name, or all names under one, as in the options: <c>erp.example.com</c> or <c>*.example.com</c>.</summary>
internal static class HostPattern
{
    private const string AllUnder = "*.";

    public static bool IsValid(string? pattern) =>
        !string.IsNullOrEmpty(pattern) && Uri.CheckHostName(Name(pattern)) is not UriHostNameType.Unknown and not UriHostNameType.Basic;

    public static bool Matches(string pattern, string host) => pattern.StartsWith(AllUnder, StringComparison.Ordinal)
        ? host.Length > pattern.Length - 1 && host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(pattern.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The form that hosts of URLs are compared with: in ASCII, with addresses in their shortest form, without a dot at the end.
    /// </summary>
    /// <param name="pattern">A valid pattern.</param>
    public static string Compared(string pattern)
    {
        string prefix = pattern.StartsWith(AllUnder, StringComparison.Ordinal) ? AllUnder : "";
        string name = Name(pattern).Trim('[', ']');
        string host = name.Contains(':', StringComparison.Ordinal) ? $"[{name}]" : name;
        return prefix + (Uri.TryCreate($"http://{host}/", UriKind.Absolute, out Uri? url) ? url.IdnHost.Trim('[', ']').TrimEnd('.') : name);
    }

    private static string Name(string pattern) =>
        pattern.StartsWith(AllUnder, StringComparison.Ordinal) ? pattern[AllUnder.Length..] : pattern;
}
