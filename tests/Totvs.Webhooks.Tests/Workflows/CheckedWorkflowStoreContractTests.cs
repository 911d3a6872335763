using NUnit.Framework;
using Totvs.Webhooks.Contracts.Workflows;

namespace Totvs.Webhooks.Tests.Workflows;

/// <summary>Behind the checks, a store is still all that a store must be.</summary>
public static class CheckedWorkflowStoreContractTests
{
    [TestFixture]
    public sealed class Keeping : WorkflowStoreContract<CheckedWorkflowStoreFactory>;

    [TestFixture]
    public sealed class Ids : WorkflowStoreIdContract<CheckedWorkflowStoreFactory>;

    [TestFixture]
    public sealed class Changes : WorkflowStoreChangeContract<CheckedWorkflowStoreFactory>;
}
