using System.Net;
using NUnit.Framework;
using Totvs.Webhooks.Sending.Destinations;

namespace Totvs.Webhooks.Tests.Sending.Destinations;

public sealed class AddressRulesTests
{
    // Lowest, highest, the neighbour below and the one above where they are public, and a word of the reason.
    [TestCase("0.0.0.0", "0.255.255.255", null, "1.0.0.0", "this network")]
    [TestCase("10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0", "private")]
    [TestCase("100.64.0.0", "100.127.255.255", "100.63.255.255", "100.128.0.0", "shared")]
    [TestCase("127.0.0.0", "127.255.255.255", "126.255.255.255", "128.0.0.0", "loopback")]
    [TestCase("161.26.0.0", "161.26.255.255", "161.25.255.255", "161.27.0.0", "IBM")]
    [TestCase("166.8.0.0", "166.11.255.255", "166.7.255.255", "166.12.0.0", "IBM")]
    [TestCase("168.63.129.16", "168.63.129.16", "168.63.129.15", "168.63.129.17", "Azure")]
    [TestCase("169.254.0.0", "169.254.255.255", "169.253.255.255", "169.255.0.0", "link-local")]
    [TestCase("172.16.0.0", "172.31.255.255", "172.15.255.255", "172.32.0.0", "private")]
    [TestCase("192.0.0.0", "192.0.0.255", "191.255.255.255", "192.0.1.0", "IETF")]
    [TestCase("192.0.2.0", "192.0.2.255", "192.0.1.255", "192.0.3.0", "documentation")]
    [TestCase("192.88.99.0", "192.88.99.255", "192.88.98.255", "192.88.100.0", "6to4")]
    [TestCase("192.168.0.0", "192.168.255.255", "192.167.255.255", "192.169.0.0", "private")]
    [TestCase("198.18.0.0", "198.19.255.255", "198.17.255.255", "198.20.0.0", "benchmarking")]
    [TestCase("198.51.100.0", "198.51.100.255", "198.51.99.255", "198.51.101.0", "documentation")]
    [TestCase("203.0.113.0", "203.0.113.255", "203.0.112.255", "203.0.114.0", "documentation")]
    [TestCase("224.0.0.0", "239.255.255.255", "223.255.255.255", null, "multicast")]
    [TestCase("240.0.0.0", "255.255.255.254", null, null, "reserved")]
    [TestCase("255.255.255.255", "255.255.255.255", null, null, "broadcast")]
    [TestCase("::", "::", null, null, "unspecified")]
    [TestCase("::1", "::1", null, null, "loopback")]
    [TestCase("::2", "::ffff:ffff", null, null, "IPv4-compatible")]
    [TestCase("::ffff:0:0", "::ffff:ffff:ffff", null, null, "IPv4-mapped")]
    [TestCase("::ffff:8.8.8.8", "::ffff:127.0.0.1", null, null, "IPv4-mapped")]
    [TestCase("::ffff:0:0:0", "::ffff:0:ffff:ffff", null, null, "IPv4-translated")]
    [TestCase("64:ff9b::", "64:ff9b::ffff:ffff", null, null, "NAT64")]
    [TestCase("64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", null, null, "local NAT64")]
    [TestCase("100::", "100::ffff:ffff:ffff:ffff", null, null, "discard")]
    [TestCase("::1:0:0", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null, "2000::", "outside")]
    [TestCase("2001::", "2001:0:ffff:ffff:ffff:ffff:ffff:ffff", "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null, "Teredo")]
    [TestCase("2001:1::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", null, "2001:200::", "IETF")]
    [TestCase("2001:2::", "2001:2:0:ffff:ffff:ffff:ffff:ffff", null, null, "benchmarking")]
    [TestCase("2001:10::", "2001:1f:ffff:ffff:ffff:ffff:ffff:ffff", null, null, "ORCHID")]
    [TestCase("2001:20::", "2001:2f:ffff:ffff:ffff:ffff:ffff:ffff", null, null, "ORCHID")]
    [TestCase(
        "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::", "documentation")]
    [TestCase("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2003::", "6to4")]
    [TestCase("2a00:1450::5efe:0:0", "2a00:1450::5efe:ffff:ffff", "2a00:1450::5efd:ffff:ffff", "2a00:1450::5eff:0:0", "ISATAP")]
    [TestCase(
        "2a00:1450::200:5efe:0:0", "2a00:1450::200:5efe:ffff:ffff", "2a00:1450::200:5efd:ffff:ffff", "2a00:1450::200:5eff:0:0", "ISATAP")]
    [
        TestCase(
            "3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::", "documentation"),
    ]
    [TestCase("4000::", "5eff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null, "outside")]
    [TestCase("5f00::", "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null, null, "segment routing")]
    [TestCase("5f01::", "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null, null, "outside")]
    [TestCase("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null, null, "unique local")]
    [TestCase("fe00::", "fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null, null, "outside")]
    [TestCase("fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null, null, "link-local")]
    [TestCase("fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null, null, "site-local")]
    [TestCase("ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null, null, "multicast")]
    public void Special_range_is_refused_from_its_lowest_address_to_its_highest_and_no_further(
        string lowest, string highest, string? below, string? above, string reason)
    {
        Assert.That(AddressRules.Find(IPAddress.Parse(lowest))?.Purpose, Does.Contain(reason));
        Assert.That(AddressRules.Find(IPAddress.Parse(highest))?.Purpose, Does.Contain(reason));
        Assert.That(below is null ? null : AddressRules.Find(IPAddress.Parse(below)), Is.Null);
        Assert.That(above is null ? null : AddressRules.Find(IPAddress.Parse(above)), Is.Null);
    }

    [TestCase("169.254.169.254")]
    [TestCase("169.254.170.2")]
    [TestCase("100.100.100.200")]
    [TestCase("192.0.0.192")]
    [TestCase("fd00:ec2::254")]
    [TestCase("fe80::a9fe:a9fe")]
    public void Metadata_addresses_of_the_clouds_are_refused(string address) =>
        Assert.That(AddressRules.Find(IPAddress.Parse(address)), Is.Not.Null);

    [TestCase("1.1.1.1")]
    [TestCase("8.8.8.8")]
    [TestCase("93.184.215.14")]
    [TestCase("200.147.3.157")]
    [TestCase("2606:4700:4700::1111")]
    [TestCase("2804:49c:3102:401:ffff:ffff:ffff:36")]
    public void Public_addresses_are_not(string address) => Assert.That(AddressRules.Find(IPAddress.Parse(address)), Is.Null);

    [TestCase("127.0.0.1", true)]
    [TestCase("127.255.255.255", true)]
    [TestCase("::1", true)]
    [TestCase("10.0.0.1", false)]
    [TestCase("::ffff:127.0.0.1", false)]
    [TestCase("8.8.8.8", false)]
    public void Loopback_is_told_from_the_rest(string address, bool isLoopback) =>
        Assert.That(AddressRules.IsLoopback(IPAddress.Parse(address)), Is.EqualTo(isLoopback));
}
