using Totvs.Webhooks.Sending.Destinations;

namespace Totvs.Webhooks.Sending;

/// <summary>Checks <see cref="SendingOptions"/>: each message names the setting, its value and the remedy.</summary>
internal static class SendingOptionsValidator
{
    private const int MaxBodyLimit = 1024 * 1024;

    public static IReadOnlyList<string> Validate(SendingOptions options)
    {
        List<string> messages = [];
        CheckTime(messages, nameof(SendingOptions.ConnectTimeout), options.ConnectTimeout, TimeSpan.FromSeconds(60));
        CheckTime(messages, nameof(SendingOptions.ResponseTimeout), options.ResponseTimeout, TimeSpan.FromMinutes(5));
        CheckTime(messages, nameof(SendingOptions.BodyTimeout), options.BodyTimeout, TimeSpan.FromSeconds(60));
        CheckTime(messages, nameof(SendingOptions.ConnectionLifetime), options.ConnectionLifetime, TimeSpan.FromHours(1));
        CheckTime(messages, nameof(SendingOptions.ConnectionIdleTimeout), options.ConnectionIdleTimeout, TimeSpan.FromHours(1));
        if (options.AllowHttp2)
        {
            messages.Add(
                "Sending.AllowHttp2 is True; set it to False: over HTTP/2 a hostile receiver can keep a core busy and delay attempts "
                + "without end, and .NET has no limit for it.");
        }

        if (options.BodyLimit is < 0 or > MaxBodyLimit)
        {
            messages.Add($"Sending.BodyLimit is {options.BodyLimit}; set it between 0 and {MaxBodyLimit} bytes.");
        }

        if (string.IsNullOrWhiteSpace(options.UserAgent) || options.UserAgent.Any(character => character is < ' ' or > '~'))
        {
            messages.Add(
                $"Sending.UserAgent is '{options.UserAgent}'; set it to a string of visible ASCII characters, such as "
                + "'MyProduct-Webhooks/1.0'.");
        }

        messages.AddRange(options.AllowedNetworks.Where(network => !NetworkText.TryParse(network, out _))
            .Select(network => $"Sending.AllowedNetworks holds '{network}', which is not a network; write it as '10.20.0.0/16' or as one "
                + "address, with decimal numbers, and IPv4 not inside IPv6."));
        messages.AddRange(options.AllowedHosts.Where(host => !HostPattern.IsValid(host))
            .Select(host => $"Sending.AllowedHosts holds '{host}', which is not a host name; write it as 'erp.internal' or "
                + "'*.corp.example.com', without scheme and port."));
        messages.AddRange(options.AllowedHosts.Where(host => HostPattern.IsValid(host) && !IsAsCompared(host))
            .Select(host => $"Sending.AllowedHosts holds '{host}', which never equals the host of a URL; write it as "
                + $"'{HostPattern.Compared(host)}'."));
        messages.AddRange(options.AllowedPorts.Where(port => port is < 1 or > 65535)
            .Select(port => $"Sending.AllowedPorts holds {port}; set it between 1 and 65535."));
        if (options.Proxy is { } proxy && ProxyFault(proxy) is { } fault)
        {
            messages.Add(fault);
        }

        return messages;
    }

    private static void CheckTime(List<string> messages, string setting, TimeSpan value, TimeSpan max)
    {
        if (value <= TimeSpan.Zero || value > max)
        {
            messages.Add($"Sending.{setting} is {value}; set it to more than zero and at most {max}.");
        }
    }

    private static bool IsAsCompared(string host) =>
        host.Trim('[', ']').Equals(HostPattern.Compared(host), StringComparison.OrdinalIgnoreCase);

    private static string? ProxyFault(Uri proxy) => proxy.IsAbsoluteUri ? proxy.Scheme switch
    {
        "http" or "https" or "socks4a" or "socks5" => null,
        "socks4" => "Sending.Proxy has 'socks4', which takes only addresses: names would be looked up on this machine, without a check of "
            + "the address. If the proxy takes names, set it to a socks4a or socks5 URL, or to an http or https URL.",
        _ => $"Sending.Proxy has '{proxy.Scheme}'; set it to an absolute http, https, socks4a or socks5 URL.",
    }
    : "Sending.Proxy has 'a relative URL'; set it to an absolute http, https, socks4a or socks5 URL.";
}
