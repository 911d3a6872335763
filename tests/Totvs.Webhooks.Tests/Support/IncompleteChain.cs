using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Totvs.Webhooks.Tests.Support;

/// <summary>
/// A certificate for 127.0.0.1 whose issuer is not known here, and which names URLs to fetch the issuer, its state and its revocations
/// from.
/// </summary>
internal static class IncompleteChain
{
    public static X509Certificate2 Create(Uri named)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using ECDsa issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest issuer = new("CN=An issuer that is not sent", issuerKey, HashAlgorithmName.SHA256);
        issuer.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using X509Certificate2 issuerCertificate = issuer.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));

        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([$"{named}ocsp"], [$"{named}issuer.cer"]));
        request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([$"{named}list.crl"]));
        using X509Certificate2 signed = request.Create(issuerCertificate, now.AddHours(-1), now.AddHours(1), [1, 2, 3, 4]);
        using X509Certificate2 certificate = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
