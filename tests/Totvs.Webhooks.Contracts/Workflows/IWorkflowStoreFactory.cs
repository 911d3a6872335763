using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Contracts.Workflows;

/// <summary>Makes empty stores for the fixtures. Each test makes one factory and disposes it, and with it what it made.</summary>
public interface IWorkflowStoreFactory : IAsyncDisposable
{
    /// <summary>Makes an empty store.</summary>
    /// <returns>The store.</returns>
    Task<IWorkflowStore> CreateAsync();
}
