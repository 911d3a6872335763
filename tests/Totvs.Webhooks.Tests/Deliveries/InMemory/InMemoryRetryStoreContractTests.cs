using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;

namespace Totvs.Webhooks.Tests.Deliveries.InMemory;

public static class InMemoryRetryStoreContractTests
{
    [TestFixture]
    public sealed class Add : RetryStoreAddContract<InMemoryRetryStoreFactory>;

    [TestFixture]
    public sealed class Claim : RetryStoreClaimContract<InMemoryRetryStoreFactory>;

    [TestFixture]
    public sealed class Shares : RetryStoreShareContract<InMemoryRetryStoreFactory>;

    [TestFixture]
    public sealed class Clock : RetryStoreClockContract<InMemoryRetryStoreFactory>;

    [TestFixture]
    public sealed class Leases : RetryStoreLeaseContract<InMemoryRetryStoreFactory>;

    [TestFixture]
    public sealed class Order : RetryStoreOrderContract<InMemoryRetryStoreFactory>;

    [TestFixture]
    public sealed class Settle : RetryStoreSettleContract<InMemoryRetryStoreFactory>;

    [TestFixture]
    public sealed class GiveUp : RetryStoreGiveUpContract<InMemoryRetryStoreFactory>;

    [TestFixture]
    public sealed class MissingWorkflows : RetryStoreMissingWorkflowContract<InMemoryRetryStoreFactory>;

    [TestFixture]
    public sealed class History : RetryStoreHistoryContract<InMemoryRetryStoreFactory>;

    [TestFixture]
    public sealed class Model : RetryStoreModelContract<InMemoryRetryStoreFactory>;
}
