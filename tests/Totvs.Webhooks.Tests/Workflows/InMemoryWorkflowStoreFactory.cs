using Totvs.Webhooks.Contracts.Workflows;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Tests.Workflows;

public sealed class InMemoryWorkflowStoreFactory : IWorkflowStoreFactory
{
    public Task<IWorkflowStore> CreateAsync() => Task.FromResult<IWorkflowStore>(new InMemoryWorkflowStore());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
