using Microsoft.Extensions.Logging.Abstractions;
using Totvs.Webhooks.Contracts.Workflows;
using Totvs.Webhooks.Sqlite.Tests.Support;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sqlite.Tests;

public sealed class SqliteWorkflowStoreFactory : IWorkflowStoreFactory
{
    private readonly StoreUnderTest _underTest = new();

    public Task<IWorkflowStore> CreateAsync() => Task.FromResult<IWorkflowStore>(
        new SqliteWorkflowStore(_underTest.OpenDatabase(), protector: null, _underTest.Time, NullLogger<SqliteWorkflowStore>.Instance));

    public ValueTask DisposeAsync() => _underTest.DisposeAsync();
}
