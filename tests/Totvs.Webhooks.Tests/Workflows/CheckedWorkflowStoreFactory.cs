using Microsoft.Extensions.Logging.Abstractions;
using Totvs.Webhooks.Contracts.Workflows;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Tests.Workflows;

public sealed class CheckedWorkflowStoreFactory : IWorkflowStoreFactory
{
    public Task<IWorkflowStore> CreateAsync() => Task.FromResult<IWorkflowStore>(
        new CheckedWorkflowStore(new InMemoryWorkflowStore(), WorkflowUrlCheck.None, NullLogger<CheckedWorkflowStore>.Instance));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
