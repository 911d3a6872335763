using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Totvs.Webhooks;
using Totvs.Webhooks.DataProtection;
using Totvs.Webhooks.Workflows;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses ASP.NET Core Data Protection for the secrets of workflows.</summary>
public static class TotvsWebhooksBuilderDataProtectionExtensions
{
    /// <summary>
    /// Encrypts workflows at rest with the keys of ASP.NET Core Data Protection. The host configures them with
    /// <c>AddDataProtection()</c> and should persist them: without its keys a stored workflow cannot be read.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static TotvsWebhooksBuilder ProtectSecretsWithDataProtection(this TotvsWebhooksBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<ISecretProtector>(provider => new DataProtectionSecretProtector(
            provider.GetService<IDataProtectionProvider>() ?? throw new InvalidOperationException(
                "ProtectSecretsWithDataProtection needs ASP.NET Core Data Protection, which is not registered. " +
                "Add services.AddDataProtection(), and persist its keys.")));
        return builder;
    }
}
