using System.Net;
using System.Text;

namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>
/// Decides whether a URL, a name or an address may be dialled; if not, it returns the reason and the remedy. Pure. A URL is checked when a
/// workflow is saved and at each attempt, which is quick but not enough. Every resolved address is checked when a connection is opened.
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

    /// <summary>Checks a URL without a look-up: scheme, credentials, port, a private name, an IP address.</summary>
    /// <returns>The reason and the remedy; <see langword="null"/> if the URL is not refused.</returns>
    public string? Check(Uri url)
    {
        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
        {
            return "Only absolute http and https URLs are dialled; give the workflow one.";
        }

        if (_requireHttps && url.Scheme != Uri.UriSchemeHttps)
        {
            return "Only https URLs are dialled here; use https, or set Sending.RequireHttps to false.";
        }

        if (url.UserInfo.Length > 0)
        {
            return "A URL with a user name or password in it is not dialled; use an Authorization header instead.";
        }

        if (_allowedPorts.Length > 0 && !_allowedPorts.Contains(url.Port))
        {
            string allowed = string.Join(", ", _allowedPorts);
            return $"Port {url.Port} is not dialled here; add it to Sending.AllowedPorts, or use one of {allowed}.";
        }

        if (HostOf(url) is not { } host)
        {
            return "The URL's host is not a valid name; correct the workflow's URL.";
        }

        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return Check(host, [address]);
        }

        return IsAllowedHost(host) || (_allowLoopback && HostNameRules.IsLoopback(host)) || HostNameRules.Find(host) is not { } reason
            ? null
            : $"'{host}' is not dialled: it is {reason}. {Remedy(host, HostNameRules.IsLoopback(host), address: null)}";
    }

    /// <summary>Checks the addresses of a host. One that is not public refuses them all.</summary>
    /// <returns>The reason and the remedy; <see langword="null"/> if all may be dialled.</returns>
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
                string subject = IPAddress.TryParse(name, out _)
                    ? $"{address} is not dialled: it is"
                    : $"'{name}' is not dialled: it resolves to {address}, which is";
                return $"{subject} {rule.Purpose}, {rule.Network}. {Remedy(name, AddressRules.IsLoopback(address), address)}";
            }
        }

        return null;
    }

    /// <summary>The host in ASCII, as it is looked up; <see langword="null"/> if it has no ASCII form.</summary>
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
            // Uri accepts names that it cannot convert, and throws only here.
            return null;
        }
    }

    /// <summary>The name without brackets and without a dot at the end.</summary>
    private static string Normalize(string host) => host.EndsWith('.') ? host[..^1] : host.Trim('[', ']');

    private static IPNetwork Network(string text) => NetworkText.TryParse(text, out IPNetwork? network)
        ? network.Value
        : throw new ArgumentException(
            $"Sending.AllowedNetworks holds '{text}', which is not a network; write it as '10.20.0.0/16' or as one address.");

    // A mapped address is never in an allowed network: no resolver returns one, and IPNetwork compares it wrongly.
    private bool IsAllowed(IPAddress address) => (_allowLoopback && AddressRules.IsLoopback(address))
        || (!address.IsIPv4MappedToIPv6 && Array.Exists(_allowedNetworks, network => network.Contains(address)));

    private bool IsAllowedHost(string host) => Array.Exists(_allowedHosts, pattern => HostPattern.Matches(pattern, host));

    private static string Remedy(string host, bool isLoopback, IPAddress? address)
    {
        string option = isLoopback ? "set Sending.AllowLoopback to true"
            : address is null ? $"add '{host}' to Sending.AllowedHosts"
            : $"add '{address}' or its network to Sending.AllowedNetworks, or '{host}' to Sending.AllowedHosts";
        return $"If it is intended, {option}.";
    }
}
