using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.DataProtection;

/// <summary>Protects with the keys of ASP.NET Core Data Protection, which rotates them and keeps the old ones to read with.</summary>
internal sealed class DataProtectionSecretProtector(IDataProtectionProvider provider) : ISecretProtector
{
    private readonly IDataProtector _protector = provider.CreateProtector("Totvs.Webhooks.Workflows", "v1");

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
            // Data Protection lets the host's logger and key storage throw through: callers know of one exception only.
            throw new CryptographicException($"ASP.NET Core Data Protection failed: {exception.Message}", exception);
        }
    }
}
