using System.Net;
using System.Net.Sockets;

namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>
/// Decides which addresses are public: globally reachable unicast by the IANA special-purpose registries for IPv4 and IPv6 (RFC 6890 and
/// later entries), except those that clouds use internally.
/// </summary>
/// <remarks>
/// Microsoft.Security.AntiSSRF 1.0.1 was considered. It dials the addresses that it checked, is trim-clean, and its check takes 0.2 to
/// 0.4 µs. It was not used for these reasons. Only its own handler can ask its policy, so a URL cannot be checked when it is saved, and a
/// refusal cannot name the address, the rule and the option. Its resolver cannot be replaced. It has no exceptions by host name. It
/// compares IPv4 as mapped IPv6, so denying all outside 2000::/3 denies all of IPv4. A prefix cannot describe ISATAP, whose mark is in the
/// middle of an address. Its handler allows no proxy, no trace propagator and no limit on draining an endless body.
/// </remarks>
internal static class AddressRules
{
    private static readonly AddressRule[] Version4 =
    [
        Rule("0.0.0.0/8", "'this network' (RFC 791)"),
        Rule("10.0.0.0/8", "private (RFC 1918)"),
        Rule("100.64.0.0/10", "shared address space of carriers (RFC 6598), metadata of a cloud among it"),
        Rule("127.0.0.0/8", Loopback),
        Rule("168.63.129.16/32", "internal to the Azure cloud"),
        Rule("161.26.0.0/16", "internal to the IBM cloud"),
        Rule("166.8.0.0/14", "internal to the IBM cloud"),
        Rule("169.254.0.0/16", "link-local (RFC 3927), cloud metadata among it"),
        Rule("172.16.0.0/12", "private (RFC 1918)"),
        Rule("192.0.0.0/24", "IETF protocol assignments (RFC 6890)"),
        Rule("192.0.2.0/24", "documentation (RFC 5737)"),
        Rule("192.88.99.0/24", "6to4 relay (RFC 7526)"),
        Rule("192.168.0.0/16", "private (RFC 1918)"),
        Rule("198.18.0.0/15", "benchmarking (RFC 2544)"),
        Rule("198.51.100.0/24", "documentation (RFC 5737)"),
        Rule("203.0.113.0/24", "documentation (RFC 5737)"),
        Rule("224.0.0.0/4", "multicast (RFC 5771)"),
        Rule("255.255.255.255/32", "broadcast (RFC 919)"),
        Rule("240.0.0.0/4", "reserved (RFC 1112)"),
    ];

    // The first match gives the reason, so narrower ranges come before wider ones. The last three are all outside 2000::/3.
    private static readonly AddressRule[] Version6 =
    [
        Rule("::1/128", Loopback),
        Rule("::/128", "unspecified (RFC 4291)"),
        Rule("::/96", "IPv4-compatible (RFC 4291)"),
        Rule("::ffff:0:0:0/96", "IPv4-translated (RFC 2765)"),
        Rule("64:ff9b::/96", "NAT64 (RFC 6052), an IPv4 address inside"),
        Rule("64:ff9b:1::/48", "local NAT64 (RFC 8215), an IPv4 address inside"),
        Rule("100::/64", "discard only (RFC 6666)"),
        Rule("2001::/32", "Teredo (RFC 4380), an IPv4 address inside"),
        Rule("2001:2::/48", "benchmarking (RFC 5180)"),
        Rule("2001:10::/28", "ORCHID (RFC 4843)"),
        Rule("2001:20::/28", "ORCHID (RFC 7343)"),
        Rule("2001::/23", "IETF protocol assignments (RFC 2928)"),
        Rule("2001:db8::/32", "documentation (RFC 3849)"),
        Rule("2002::/16", "6to4 (RFC 3056), an IPv4 address inside"),
        Rule("3fff::/20", "documentation (RFC 9637)"),
        Rule("5f00::/16", "segment routing (RFC 9602)"),
        Rule("fc00::/7", "unique local (RFC 4193)"),
        Rule("fe80::/10", "link-local (RFC 4291)"),
        Rule("fec0::/10", "site-local (RFC 3879)"),
        Rule("ff00::/8", "multicast (RFC 4291)"),
        Rule("::/3", NotGlobal),
        Rule("4000::/2", NotGlobal),
        Rule("8000::/1", NotGlobal),
    ];

    private const string Loopback = "loopback, this machine itself";
    private const string NotGlobal = "outside of global unicast, 2000::/3 (RFC 4291)";
    private static readonly AddressRule Mapped = Rule("::ffff:0:0/96", "IPv4-mapped (RFC 4291)");
    private static readonly AddressRule Isatap = Rule("2000::/3", "ISATAP (RFC 5214), an IPv4 address inside");

    /// <summary>Finds the rule by which an address is not public; <see langword="null"/> for a public address.</summary>
    public static AddressRule? Find(IPAddress address)
    {
        // First, because IPNetwork reads a mapped address as the IPv4 address inside it, and still compares it with IPv6 networks.
        if (address.IsIPv4MappedToIPv6)
        {
            return Mapped;
        }

        AddressRule[] rules = address.AddressFamily == AddressFamily.InterNetwork ? Version4 : Version6;
        foreach (AddressRule rule in rules)
        {
            if (rule.Network.Contains(address))
            {
                return rule;
            }
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 && IsIsatap(address) ? Isatap : null;
    }

    /// <summary>Whether an address is a loopback address.</summary>
    public static bool IsLoopback(IPAddress address) => Find(address)?.Purpose == Loopback;

    // The interface identifier is 0000:5efe or 0200:5efe, followed by an IPv4 address.
    private static bool IsIsatap(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return (bytes[8] & 0xFD) == 0 && bytes[9] == 0 && bytes[10] == 0x5E && bytes[11] == 0xFE;
    }

    private static AddressRule Rule(string network, string purpose) => new(IPNetwork.Parse(network), purpose);
}
