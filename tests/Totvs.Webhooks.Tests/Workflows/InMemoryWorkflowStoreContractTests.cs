using NUnit.Framework;
using Totvs.Webhooks.Contracts.Workflows;

namespace Totvs.Webhooks.Tests.Workflows;

public static class InMemoryWorkflowStoreContractTests
{
    [TestFixture]
    public sealed class Keeping : WorkflowStoreContract<InMemoryWorkflowStoreFactory>;

    [TestFixture]
    public sealed class Ids : WorkflowStoreIdContract<InMemoryWorkflowStoreFactory>;

    [TestFixture]
    public sealed class Changes : WorkflowStoreChangeContract<InMemoryWorkflowStoreFactory>;
}
