using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Totvs.Webhooks.Tests.Support;

/// <summary>A certificate for 127.0.0.1 that nobody vouches for.</summary>
internal static class SelfSignedCertificate
{
    public static X509Certificate2 Create()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
