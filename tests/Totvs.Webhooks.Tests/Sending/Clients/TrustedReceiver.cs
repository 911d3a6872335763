using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;

namespace Totvs.Webhooks.Tests.Sending.Clients;

/// <summary>Lets a client trust a receiver's own certificate, by the form that keeps the library's handler.</summary>
internal static class TrustedReceiver
{
    public static void Trust(IHttpClientBuilder client, X509Certificate2 certificate)
    {
        string hash = certificate.GetCertHashString();
        client.UseSocketsHttpHandler((handler, _) =>
            handler.SslOptions.RemoteCertificateValidationCallback = (_, presented, _, _) => presented?.GetCertHashString() == hash);
    }
}
