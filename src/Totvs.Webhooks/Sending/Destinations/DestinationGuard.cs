using System.Net;
using System.Text;

namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>
/// Decides whether a URL, a name or an address may be dialled, and if not says why and how to allow it. Pure: asked with a URL when a
/// workflow is saved and at each attempt (the quick answer), and with every resolved address when a connection is made (the true one).
/// </summary>
internal sealed class DestinationGuard
{
    private readonly bool _allowLoopback;
    private readonly bool _requireHttps;
    private readonly IPNetwork[] _allowedNetworks;
    private readonly string[] _allowedHosts;
    private readonly int[] _allowedPorts;

    public DestinationGuard(SendingOptions options)
    {
        _allowLoopback = options.AllowLoopback;
        _requireHttps = options.RequireHttps;
        _allowedNetworks = [.. options.AllowedNetworks.Select(Network)];
        _allowedHosts = [.. options.AllowedHosts];
        _allowedPorts = [.. options.AllowedPorts];
    }

    /// <summary>Checks what can be told from a URL alone: scheme, credentials, port, a private name, an address written out.</summary>
    /// <returns>Why it is refused and the remedy, or <see langword="null"/> when nothing is against it.</returns>
    public string? Check(Uri url)
    {
        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
        {
            return "Only absolute http and https URLs are dialled; give the workflow one.";
        }

        if (_requireHttps && url.Scheme != Uri.UriSchemeHttps)
        {
            return "Only https URLs are dialled here; use https, or switch Sending.RequireHttps off.";
        }

        if (url.UserInfo.Length > 0)
        {
            return "A URL with a user name or password in it is not dialled; use an Authorization header instead.";
        }

        if (_allowedPorts.Length > 0 && !_allowedPorts.Contains(url.Port))
        {
            return $"Port {url.Port} is not dialled here; add it to Sending.AllowedPorts, or use one of {string.Join(", ", _allowedPorts)}.";
        }

        if (HostOf(url) is not { } host)
        {
            return "The URL's host is no valid name; correct the workflow's URL.";
        }

        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return Check(host, [address]);
        }

        return IsAllowedHost(host) || (_allowLoopback && HostNameRules.IsLoopback(host)) || HostNameRules.Find(host) is not { } reason
            ? null
            : $"'{host}' is not dialled: it is {reason}. {Remedy(host, HostNameRules.IsLoopback(host), address: null)}";
    }

    /// <summary>Checks the addresses of a host: one that is not public is enough to refuse them all.</summary>
    /// <returns>Why it is refused and the remedy, or <see langword="null"/> when all of them may be dialled.</returns>
    public string? Check(string host, IReadOnlyList<IPAddress> addresses)
    {
        string name = Normalize(host);
        if (IsAllowedHost(name))
        {
            return null;
        }

        foreach (IPAddress address in addresses)
        {
            if (AddressRules.Find(address) is { } rule && !IsAllowed(address))
            {
                string subject = IPAddress.TryParse(name, out _) ? $"{address} is not dialled: it is" : $"'{name}' is not dialled: it resolves to {address}, which is";
                return $"{subject} {rule.Purpose}, {rule.Network}. {Remedy(name, AddressRules.IsLoopback(address), address)}";
            }
        }

        return null;
    }

    /// <summary>The host in ASCII, which is what is looked up; <see langword="null"/> where the URL's has no such form.</summary>
    private static string? HostOf(Uri url)
    {
        try
        {
            string host = Normalize(url.IdnHost);
            bool isName = Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6;
            return isName && Ascii.IsValid(host) ? host : null;
        }
        catch (UriFormatException)
        {
            // Uri takes more names than it can then convert, and only says so here.
            return null;
        }
    }

    /// <summary>The name without brackets, and without the dot that may end it.</summary>
    private static string Normalize(string host) => host.EndsWith('.') ? host[..^1] : host.Trim('[', ']');

    private static IPNetwork Network(string text) => NetworkText.TryParse(text, out IPNetwork? network)
        ? network.Value
        : throw new ArgumentException($"Sending.AllowedNetworks holds '{text}', which is no network; write it as '10.20.0.0/16' or as one address.");

    // A mapped address is never in an allowed network: no resolver answers with one, and IPNetwork does not compare it soundly.
    private bool IsAllowed(IPAddress address) => (_allowLoopback && AddressRules.IsLoopback(address))
        || (!address.IsIPv4MappedToIPv6 && Array.Exists(_allowedNetworks, network => network.Contains(address)));

    private bool IsAllowedHost(string host) => Array.Exists(_allowedHosts, pattern => HostPattern.Matches(pattern, host));

    private static string Remedy(string host, bool isLoopback, IPAddress? address)
    {
        string option = isLoopback ? "switch Sending.AllowLoopback on"
            : address is null ? $"add '{host}' to Sending.AllowedHosts"
            : $"add '{address}' or its network to Sending.AllowedNetworks, or '{host}' to Sending.AllowedHosts";
        return $"If it is meant, {option}.";
    }
}
