using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.DataProtection;

/// <summary>Protects with the keys of ASP.NET Core Data Protection, which rotates them and keeps the old ones for reading.</summary>
internal sealed class DataProtectionSecretProtector : ISecretProtector
{
    private readonly IDataProtector _protector;

    public DataProtectionSecretProtector(IDataProtectionProvider provider) =>
        _protector = provider.CreateProtector("Totvs.Webhooks.Workflows", "v1");

    public string Protect(string plaintext) => Run(_protector.Protect, plaintext);

    public string Unprotect(string protectedText) => Run(_protector.Unprotect, protectedText);

    private static string Run(Func<string, string> work, string text)
    {
        try
        {
            return work(text);
        }
        catch (Exception exception) when (exception is not CryptographicException)
        {
            // Data Protection lets exceptions of the host's logger and key storage through; callers handle only this one.
            throw new CryptographicException($"ASP.NET Core Data Protection failed: {exception.Message}", exception);
        }
    }
}
