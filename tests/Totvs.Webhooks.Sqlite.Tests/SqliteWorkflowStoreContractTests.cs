using NUnit.Framework;
using Totvs.Webhooks.Contracts.Workflows;

namespace Totvs.Webhooks.Sqlite.Tests;

public static class SqliteWorkflowStoreContractTests
{
    [TestFixture]
    public sealed class Keeping : WorkflowStoreContract<SqliteWorkflowStoreFactory>;

    [TestFixture]
    public sealed class Ids : WorkflowStoreIdContract<SqliteWorkflowStoreFactory>;

    [TestFixture]
    public sealed class Changes : WorkflowStoreChangeContract<SqliteWorkflowStoreFactory>;
}
