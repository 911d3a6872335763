using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Deliveries;

/// <summary>The log messages about the choice of the store.</summary>
internal static partial class StoreLog
{
    [LoggerMessage(
        1055,
        LogLevel.Warning,
        "No store was chosen, so deliveries are kept in memory: those that are pending are lost when the process ends. Choose a durable "
        + "store, such as UseSqlite(\"Data Source=webhooks.db\") of the package Totvs.Webhooks.Sqlite, or call UseInMemoryStore() "
        + "if this is intended")]
    public static partial void InMemoryByDefault(ILogger logger);

    [LoggerMessage(
        1056,
        LogLevel.Warning,
        "UseInMemoryStore() was called after another store was chosen, and replaced it. Deliveries are kept in memory: those that are "
        + "pending are lost when the process ends. Remove that call if this is not intended")]
    public static partial void InMemoryReplacedAnother(ILogger logger);
}
