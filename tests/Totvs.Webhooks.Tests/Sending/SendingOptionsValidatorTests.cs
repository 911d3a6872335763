using NUnit.Framework;
using Totvs.Webhooks.Sending;

namespace Totvs.Webhooks.Tests.Sending;

public sealed class SendingOptionsValidatorTests
{
    [Test]
    public void Defaults_are_valid() => Assert.That(SendingOptionsValidator.Validate(new SendingOptions()), Is.Empty);

    [Test]
    public void Limits_are_valid()
    {
        SendingOptions options = new()
        {
            ConnectTimeout = TimeSpan.FromSeconds(60),
            ResponseTimeout = TimeSpan.FromMinutes(5),
            BodyTimeout = TimeSpan.FromSeconds(60),
            BodyLimit = 1024 * 1024,
            ConnectionLifetime = TimeSpan.FromHours(1),
            ConnectionIdleTimeout = TimeSpan.FromHours(1),
            AllowedNetworks = { "10.20.0.0/16", "fd00:1::/32", "10.1.2.3", "::1" },
            AllowedHosts =
            {
                "erp",
                "erp.internal",
                "*.corp.example.com",
                "10.1.2.3",
                "ERP.internal",
                "fd00::1",
                "[fd00::1]",
                "xn--mnchen-3ya.internal",
            },
            AllowedPorts = { 1, 65535 },
            Proxy = new Uri("http://user:pa55@proxy.example.com:3128"),
        };

        Assert.That(SendingOptionsValidator.Validate(options), Is.Empty);
    }

    [TestCaseSource(nameof(Faults))]
    public void Fault_is_told_with_the_setting_its_value_and_the_remedy(SendingOptions options, string setting, string value)
    {
        Assert.That(SendingOptionsValidator.Validate(options), Has.Count.EqualTo(1));
        Assert.That(
            SendingOptionsValidator.Validate(options)[0],
            Does.Contain($"Sending.{setting}").And.Contain(value).And.Match("set it|write it"));
    }

    [Test]
    public void Fault_in_the_proxy_does_not_repeat_its_password() =>
        Assert.That(
            SendingOptionsValidator.Validate(new SendingOptions { Proxy = new Uri("ftp://user:pa55@proxy/") }).Single(),
            Does.Contain("ftp").And.Not.Contain("pa55"));

    [Test]
    public void Proxy_that_looks_names_up_itself_is_valid([Values("http", "https", "socks4a", "socks5")] string scheme) =>
        Assert.That(
            SendingOptionsValidator.Validate(new SendingOptions { Proxy = new Uri($"{scheme}://proxy.example.com:1080") }), Is.Empty);

    private static IEnumerable<TestCaseData> Faults()
    {
        yield return Fault(new() { ConnectTimeout = TimeSpan.Zero }, "ConnectTimeout", "00:00:00");
        yield return Fault(new() { ConnectTimeout = TimeSpan.FromSeconds(61) }, "ConnectTimeout", "00:01:01");
        yield return Fault(new() { ResponseTimeout = TimeSpan.FromSeconds(-1) }, "ResponseTimeout", "-00:00:01");
        yield return Fault(new() { ResponseTimeout = TimeSpan.FromSeconds(301) }, "ResponseTimeout", "00:05:01");
        yield return Fault(new() { BodyTimeout = Timeout.InfiniteTimeSpan }, "BodyTimeout", "-00:00:00.0010000");
        yield return Fault(new() { BodyLimit = -1 }, "BodyLimit", "-1");
        yield return Fault(new() { BodyLimit = (1024 * 1024) + 1 }, "BodyLimit", "1048577");
        yield return Fault(new() { UserAgent = "" }, "UserAgent", "''");
        yield return Fault(new() { UserAgent = "a\r\nX: y" }, "UserAgent", "a");
        yield return Fault(new() { ConnectionLifetime = TimeSpan.Zero }, "ConnectionLifetime", "00:00:00");
        yield return Fault(new() { AllowHttp2 = true }, "AllowHttp2", "True");
        yield return Fault(new() { ConnectionIdleTimeout = TimeSpan.Zero }, "ConnectionIdleTimeout", "00:00:00");
        yield return Fault(new() { ConnectionIdleTimeout = Timeout.InfiniteTimeSpan }, "ConnectionIdleTimeout", "-00:00:00.0010000");
        yield return Fault(new() { ConnectionIdleTimeout = TimeSpan.FromSeconds(3601) }, "ConnectionIdleTimeout", "01:00:01");
        yield return Fault(new() { AllowedNetworks = { "10.0.0.0/33" } }, "AllowedNetworks", "10.0.0.0/33");
        yield return Fault(new() { AllowedNetworks = { "erp" } }, "AllowedNetworks", "erp");
        yield return Fault(new() { AllowedNetworks = { "10" } }, "AllowedNetworks", "'10'");
        yield return Fault(new() { AllowedNetworks = { "010.1.2.3" } }, "AllowedNetworks", "'010.1.2.3'");
        yield return Fault(new() { AllowedNetworks = { "::ffff:10.0.0.0/104" } }, "AllowedNetworks", "IPv4 not inside IPv6");
        yield return Fault(new() { AllowedHosts = { "erp.internal." } }, "AllowedHosts", "write it as 'erp.internal'");
        yield return Fault(
            new() { AllowedHosts = { "erp.m\u00fcnchen.internal" } }, "AllowedHosts", "write it as 'erp.xn--mnchen-3ya.internal'");
        yield return Fault(new() { AllowedHosts = { "fd00:0::1" } }, "AllowedHosts", "write it as 'fd00::1'");
        yield return Fault(new() { AllowedHosts = { "*.corp.example.com." } }, "AllowedHosts", "write it as '*.corp.example.com'");
        yield return Fault(new() { AllowedHosts = { "http://erp/" } }, "AllowedHosts", "http://erp/");
        yield return Fault(new() { AllowedHosts = { "*" } }, "AllowedHosts", "*");
        yield return Fault(new() { AllowedHosts = { "" } }, "AllowedHosts", "''");
        yield return Fault(new() { AllowedPorts = { 0 } }, "AllowedPorts", "0");
        yield return Fault(new() { AllowedPorts = { 65536 } }, "AllowedPorts", "65536");
        yield return Fault(new() { Proxy = new Uri("/proxy", UriKind.Relative) }, "Proxy", "relative");
        yield return Fault(new() { Proxy = new Uri("socks4://proxy.example.com:1080") }, "Proxy", "'socks4'");
        yield return Fault(new() { Proxy = new Uri("SOCKS4://proxy.example.com:1080") }, "Proxy", "socks4a or socks5");
    }

    private static TestCaseData Fault(SendingOptions options, string setting, string value) =>
        new TestCaseData(options, setting, value).SetArgDisplayNames(setting, value);
}
