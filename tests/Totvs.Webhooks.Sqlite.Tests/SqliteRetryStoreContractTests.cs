using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;

namespace Totvs.Webhooks.Sqlite.Tests;

public static class SqliteRetryStoreContractTests
{
    [TestFixture]
    public sealed class Add : RetryStoreAddContract<SqliteRetryStoreFactory>;

    [TestFixture]
    public sealed class Claim : RetryStoreClaimContract<SqliteRetryStoreFactory>;

    [TestFixture]
    public sealed class Clock : RetryStoreClockContract<SqliteRetryStoreFactory>;

    [TestFixture]
    public sealed class Restart : RetryStoreRestartContract<SqliteRetryStoreFactory>;

    [TestFixture]
    public sealed class Leases : RetryStoreLeaseContract<SqliteRetryStoreFactory>;

    [TestFixture]
    public sealed class Order : RetryStoreOrderContract<SqliteRetryStoreFactory>;

    [TestFixture]
    public sealed class Settle : RetryStoreSettleContract<SqliteRetryStoreFactory>;

    [TestFixture]
    public sealed class GiveUp : RetryStoreGiveUpContract<SqliteRetryStoreFactory>;

    [TestFixture]
    public sealed class MissingWorkflows : RetryStoreMissingWorkflowContract<SqliteRetryStoreFactory>;

    [TestFixture]
    public sealed class History : RetryStoreHistoryContract<SqliteRetryStoreFactory>;

    [TestFixture]
    public sealed class Model : RetryStoreModelContract<SqliteRetryStoreFactory>;
}
