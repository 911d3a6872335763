using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Totvs.Webhooks.Diagnostics;

namespace Totvs.Webhooks;

/// <summary>Registers classes of this library by their constructors.</summary>
internal static class OwnServices
{
    private const DynamicallyAccessedMemberTypes Constructors = DynamicallyAccessedMemberTypes.PublicConstructors;

    /// <summary>Registers a class whose constructor takes a logger: one that never throws, unlike the host's.</summary>
    public static void TryAddLogging<[DynamicallyAccessedMembers(Constructors)] T>(this IServiceCollection services)
        where T : class =>
        services.TryAddLogging<T, T>();

    /// <summary>Registers a class by an interface, with a logger that never throws.</summary>
    public static void TryAddLogging<TService, [DynamicallyAccessedMembers(Constructors)] T>(this IServiceCollection services)
        where TService : class
        where T : class, TService =>
        services.TryAddSingleton<TService>(provider => QuietLogger.Create<T>(provider));

    /// <summary>Registers a part of the options, which are validated when it is first resolved.</summary>
    public static void TryAddOptions<T>(this IServiceCollection services, Func<TotvsWebhooksOptions, T> part)
        where T : class =>
        services.TryAddSingleton(provider => part(provider.Options()));

    public static TotvsWebhooksOptions Options(this IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<TotvsWebhooksOptions>>().Value;

    /// <summary>What the calls of one host share while services are registered.</summary>
    public static T GetShared<T>(this IServiceCollection services)
        where T : class, new()
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(T))?.ImplementationInstance is T shared)
        {
            return shared;
        }

        shared = new T();
        services.AddSingleton(shared);
        return shared;
    }
}
