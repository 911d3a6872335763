namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>A host name, or all names under one, as the options give it: <c>erp.example.com</c> or <c>*.example.com</c>.</summary>
internal static class HostPattern
{
    public static bool IsValid(string? pattern) =>
        !string.IsNullOrEmpty(pattern) && Uri.CheckHostName(Name(pattern)) is not UriHostNameType.Unknown and not UriHostNameType.Basic;

    public static bool Matches(string pattern, string host) => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? host.Length > pattern.Length - 1 && host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(pattern.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);

    private static string Name(string pattern) => pattern.StartsWith("*.", StringComparison.Ordinal) ? pattern[2..] : pattern;
}
