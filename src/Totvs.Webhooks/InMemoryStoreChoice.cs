using Microsoft.Extensions.DependencyInjection;

namespace Totvs.Webhooks;

/// <summary>How the store in memory came to be the one in use, so that the start can say what the host may not have meant.</summary>
internal sealed class InMemoryStoreChoice
{
    /// <summary>The registration of the store in memory; <see langword="null"/> while there is none.</summary>
    public ServiceDescriptor? Registration { get; set; }

    /// <summary>Whether the host asked for it.</summary>
    public bool IsStated { get; set; }

    /// <summary>Whether it took the place of another store.</summary>
    public bool ReplacedAnother { get; set; }
}
