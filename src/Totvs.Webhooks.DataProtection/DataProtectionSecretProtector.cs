using Microsoft.AspNetCore.DataProtection;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.DataProtection;

/// <summary>Protects with the keys of ASP.NET Core Data Protection, which rotates them and keeps the old ones to read with.</summary>
internal sealed class DataProtectionSecretProtector(IDataProtectionProvider provider) : ISecretProtector
{
    private readonly IDataProtector _protector = provider.CreateProtector("Totvs.Webhooks.Workflows", "v1");

    public string Protect(string plaintext) => _protector.Protect(plaintext);

    public string Unprotect(string protectedText) => _protector.Unprotect(protectedText);
}
