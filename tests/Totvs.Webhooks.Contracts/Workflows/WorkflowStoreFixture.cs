using NUnit.Framework;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Contracts.Workflows;

/// <summary>What the fixtures of a workflow store share: an empty store.</summary>
/// <typeparam name="TFactory">The factory of the store.</typeparam>
public abstract class WorkflowStoreFixture<TFactory>
    where TFactory : IWorkflowStoreFactory, new()
{
    private TFactory _factory = default!;

    /// <summary>The store under test.</summary>
    protected IWorkflowStore Store { get; private set; } = default!;

    /// <summary>Makes the store.</summary>
    /// <returns>A task that ends when it is there.</returns>
    [SetUp]
    public async Task CreateStore()
    {
        _factory = new TFactory();
        Store = await _factory.CreateAsync();
    }

    /// <summary>Disposes the store.</summary>
    /// <returns>A task that ends when it is gone.</returns>
    [TearDown]
    public async Task DisposeStore() => await _factory.DisposeAsync();

    /// <summary>The names of all workflows the store lists, in its order.</summary>
    /// <returns>The names.</returns>
    protected async Task<string[]> ListedNamesAsync() => [.. (await Store.ListAsync()).Select(workflow => workflow.Name)];
}
