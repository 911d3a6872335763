namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>
/// Decides which host names cannot be public, whatever they resolve to. This is quick but not enough: the addresses are checked, too.
/// </summary>
internal static class HostNameRules
{
    // RFC 6761, 6762 and 8375, the top-level name that ICANN reserves for private use, names that it will never delegate, and a few
    // that are customary.
    private static readonly string[] Private =
        ["localhost", "local", "internal", "home.arpa", "localdomain", "lan", "intranet", "private", "corp", "home"];

    /// <summary>Finds why a name cannot be public; <see langword="null"/> if it can.</summary>
    /// <param name="host">The name, in ASCII, without a dot at its end.</param>
    public static string? Find(string host)
    {
        foreach (string name in Private)
        {
            if (Covers(name, host))
            {
                return name == "localhost" ? "a name of this machine itself" : $"a name under '{name}', which is never public";
            }
        }

        return host.Contains('.') ? null : "a name without a domain, which is never public";
    }

    /// <summary>Whether a name is of this machine (RFC 6761).</summary>
    public static bool IsLoopback(string host) => Covers("localhost", host);

    private static bool Covers(string name, string host) =>
        host.EndsWith(name, StringComparison.OrdinalIgnoreCase)
        && (host.Length == name.Length || host[host.Length - name.Length - 1] == '.');
}
