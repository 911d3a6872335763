using System.Net;
using NUnit.Framework;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Sending.Destinations;

namespace Totvs.Webhooks.Tests.Sending.Destinations;

public sealed class DestinationGuardTests
{
    [TestCase("https://hooks.example.com/a?b=c")]
    [TestCase("http://hooks.example.com:8080/")]
    [TestCase("https://8.8.8.8/")]
    [TestCase("https://[2606:4700::1111]/")]
    [TestCase("https://bücher.example/")]
    [TestCase("https://hooks.example.com./")]
    [TestCase("https://notlocalhost.com/")]
    [TestCase("https://localhost.example.com/")]
    [TestCase("https://mylocal.com/")]
    public void Public_URL_is_let_through(string url) =>
        Assert.That(new DestinationGuard(new SendingOptions()).Check(new Uri(url)), Is.Null);

    [TestCase("http://127.0.0.1/")]
    [TestCase("http://127.1/")]
    [TestCase("http://2130706433/")]
    [TestCase("http://0x7f000001/")]
    [TestCase("http://0177.0.0.1/")]
    [TestCase("http://127.0.0.1./")]
    [TestCase("http://①②⑦.⓪.⓪.①/")]
    [TestCase("http://１２７。0。0。1/")]
    [TestCase("http://[::1]/")]
    [TestCase("http://[::ffff:127.0.0.1]/")]
    [TestCase("http://[::127.0.0.1]/")]
    [TestCase("http://[fe80::1%25eth0]/")]
    [TestCase("http://169.254.169.254/latest/meta-data/")]
    [TestCase("http://localhost/")]
    [TestCase("http://LOCALHOST./")]
    [TestCase("http://app.localhost/")]
    [TestCase("http://printer.local/")]
    [TestCase("http://metadata.google.internal/")]
    [TestCase("http://nas.home.arpa/")]
    [TestCase("http://home.arpa/")]
    [TestCase("http://intranet/")]
    [TestCase("http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/")]
    [TestCase("http://hooks.xn--.ⓔⓧ/")]
    [TestCase("http://-.bücher.example/")]
    [TestCase("ftp://hooks.example.com/")]
    [TestCase("file:///etc/passwd")]
    [TestCase("https://user:password@hooks.example.com/")]
    [TestCase("https://user@hooks.example.com/")]
    public void URL_that_is_not_public_is_refused_from_its_text_alone(string url) =>
        Assert.That(new DestinationGuard(new SendingOptions()).Check(new Uri(url)), Is.Not.Null);

    [Test]
    public void Relative_URL_is_refused() =>
        Assert.That(new DestinationGuard(new SendingOptions()).Check(new Uri("/hook", UriKind.Relative)), Does.Contain("absolute"));

    [Test]
    public void Refusal_names_the_address_the_rule_and_the_option()
    {
        DestinationGuard guard = new(new SendingOptions());

        Assert.That(guard.Check("erp.example.com", [IPAddress.Parse("8.8.8.8"), IPAddress.Parse("10.1.2.3")]),
            Does.Contain("erp.example.com").And.Contain("10.1.2.3").And.Contain("RFC 1918").And.Contain("10.0.0.0/8")
                .And.Contain("Sending.AllowedNetworks").And.Contain("Sending.AllowedHosts"));
        Assert.That(
            guard.Check(new Uri("http://127.0.0.1/")),
            Does.Contain("127.0.0.1").And.Contain("loopback").And.Contain("Sending.AllowLoopback"));
        Assert.That(guard.Check(new Uri("http://localhost/")), Does.Contain("localhost").And.Contain("Sending.AllowLoopback"));
        Assert.That(guard.Check(new Uri("http://erp/")), Does.Contain("'erp'").And.Contain("Sending.AllowedHosts"));
    }

    [Test]
    public void Refusal_never_repeats_what_may_be_secret()
    {
        DestinationGuard guard = new(new SendingOptions());

        Assert.That(
            guard.Check(new Uri("https://user:pa55@hooks.example.com/?token=t0ken")), Does.Not.Contain("pa55").And.Not.Contain("t0ken"));
        Assert.That(guard.Check(new Uri("https://10.0.0.1/?token=t0ken")), Does.Not.Contain("t0ken"));
    }

    [Test]
    public void Loopback_opens_this_machine_and_nothing_else()
    {
        DestinationGuard guard = new(new SendingOptions { AllowLoopback = true });

        Assert.That(guard.Check(new Uri("http://localhost:5000/")), Is.Null);
        Assert.That(guard.Check(new Uri("http://127.0.0.1:5000/")), Is.Null);
        Assert.That(guard.Check(new Uri("http://[::1]:5000/")), Is.Null);
        Assert.That(guard.Check("localhost", [IPAddress.Loopback, IPAddress.IPv6Loopback]), Is.Null);
        Assert.That(guard.Check("localhost", [IPAddress.Loopback, IPAddress.Parse("10.0.0.1")]), Is.Not.Null);
        Assert.That(guard.Check(new Uri("http://10.0.0.1/")), Is.Not.Null);
        Assert.That(guard.Check(new Uri("http://printer.local/")), Is.Not.Null);
    }

    [Test]
    public void Network_opens_its_addresses_and_nothing_else()
    {
        DestinationGuard guard = new(new SendingOptions { AllowedNetworks = { "10.20.0.0/16", "fd00:1::/32", "192.168.7.7" } });

        Assert.That(guard.Check(new Uri("http://10.20.255.1/")), Is.Null);
        Assert.That(guard.Check(new Uri("http://[fd00:1::5]/")), Is.Null);
        Assert.That(guard.Check(new Uri("http://192.168.7.7/")), Is.Null);
        Assert.That(guard.Check(new Uri("http://10.21.0.0/")), Is.Not.Null);
        Assert.That(guard.Check(new Uri("http://[fd00:2::5]/")), Is.Not.Null);
        Assert.That(guard.Check(new Uri("http://192.168.7.8/")), Is.Not.Null);
        Assert.That(guard.Check("erp.example.com", [IPAddress.Parse("10.20.1.1"), IPAddress.Parse("10.21.1.1")]), Is.Not.Null);
    }

    [Test]
    public void Host_name_opens_that_host_whatever_its_addresses()
    {
        DestinationGuard guard = new(new SendingOptions { AllowedHosts = { "erp.internal", "*.corp.example.com" } });

        Assert.That(guard.Check(new Uri("http://ERP.internal./")), Is.Null);
        Assert.That(guard.Check("erp.internal", [IPAddress.Parse("10.0.0.1")]), Is.Null);
        Assert.That(guard.Check("a.b.corp.example.com", [IPAddress.Parse("10.0.0.1")]), Is.Null);
        Assert.That(guard.Check("corp.example.com", [IPAddress.Parse("10.0.0.1")]), Is.Not.Null);
        Assert.That(guard.Check("evilcorp.example.com", [IPAddress.Parse("10.0.0.1")]), Is.Not.Null);
        Assert.That(guard.Check(new Uri("http://other.internal/")), Is.Not.Null);
        Assert.That(guard.Check(new Uri("http://xerp.internal/")), Is.Not.Null);
    }

    [Test]
    public void Ports_and_https_are_restricted_by_option()
    {
        DestinationGuard guard = new(new SendingOptions { RequireHttps = true, AllowedPorts = { 443, 8443 } });

        Assert.That(guard.Check(new Uri("https://hooks.example.com/")), Is.Null);
        Assert.That(guard.Check(new Uri("https://hooks.example.com:8443/")), Is.Null);
        Assert.That(guard.Check(new Uri("https://hooks.example.com:22/")), Does.Contain("22").And.Contain("Sending.AllowedPorts"));
        Assert.That(guard.Check(new Uri("http://hooks.example.com:443/")), Does.Contain("Sending.RequireHttps"));
    }
}
