using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Tests.Support;

namespace Totvs.Webhooks.Tests.Sending;

/// <summary>A TLS server decides what stands in its certificate, and so would decide what this host fetches.</summary>
public sealed class CertificateDownloadTests
{
    [Test]
    public async Task Nothing_is_fetched_from_the_URLs_that_a_receivers_certificate_names()
    {
        await using LoopbackReceiver named = await LoopbackReceiver.StartAsync();
        using X509Certificate2 certificate = IncompleteChain.Create(named.Url);
        await using RawReceiver receiver = StartTls(certificate);
        using SenderUnderTest sender = SenderUnderTest.OnLoopback();

        DeliveryOutcome outcome = await sender.SendAsync(new Uri($"https://127.0.0.1:{receiver.Port}/"));

        Assert.That(named.Requests, Is.Empty);
        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.TlsFailed));
        Assert.That(
            outcome.Description, Does.Contain("PartialChain").And.Contain("intermediate certificates").And.Contain("not downloaded"));
    }

    [Test]
    public async Task Nothing_is_fetched_from_the_URLs_that_the_certificate_of_an_https_proxy_names()
    {
        await using LoopbackReceiver named = await LoopbackReceiver.StartAsync();
        using X509Certificate2 certificate = IncompleteChain.Create(named.Url);
        await using RawReceiver proxy = StartTls(certificate);
        using SenderUnderTest sender = new(
            options: new SendingOptions { Proxy = new Uri($"https://127.0.0.1:{proxy.Port}"), ConnectTimeout = SenderUnderTest.Long });

        DeliveryOutcome outcome = await sender.SendAsync(new Uri("https://hooks.example.com/"));

        Assert.That(named.Requests, Is.Empty);
        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.TlsFailed));
    }

    [Test]
    public void Handler_that_a_host_amends_downloads_neither_certificates_nor_revocations()
    {
        using SocketsHttpHandler handler = SendingHttpHandler.Create(new SendingOptions());

        X509ChainPolicy? policy = handler.SslOptions.CertificateChainPolicy;
        Assert.That(policy, Is.Not.Null);
        Assert.That(policy!.DisableCertificateDownloads, Is.True);
        Assert.That(policy.RevocationMode, Is.EqualTo(X509RevocationMode.NoCheck));
        Assert.That(
            policy.VerificationTimeIgnored,
            Is.True,
            "The policy lives as long as the host: a time kept in it would let expired certificates pass.");
        Assert.That(
            policy.ApplicationPolicy.Cast<System.Security.Cryptography.Oid>().Select(oid => oid.Value), Is.EqualTo(["1.3.6.1.5.5.7.3.1"]));
    }

    private static RawReceiver StartTls(X509Certificate2 certificate)
    {
        // Offline, or this side of the handshake would look for the issuer, too.
        SslStreamCertificateContext context = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        return RawReceiver.Start(async (NetworkStream stream, CancellationToken stop) =>
        {
            await using SslStream tls = new(stream);
            try
            {
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = context }, stop);
            }
            catch (AuthenticationException)
            {
                // The sender has refused the certificate.
                return;
            }

            await RawReceiver.UntilAsync(stop);
        });
    }
}
