using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Deliveries;

/// <summary>What is said of the choice of the store; event ids 1055 to 1059.</summary>
internal static partial class StoreLog
{
    [LoggerMessage(
        1055,
        LogLevel.Warning,
        "Deliveries are kept in memory, since no store was chosen: what waits is lost when the process ends. Choose a durable store, such as UseSqlite(\"Data Source=webhooks.db\") of the package Totvs.Webhooks.Sqlite, or call UseInMemoryStore() where this is meant")]
    public static partial void InMemoryByDefault(ILogger logger);

    [LoggerMessage(
        1056,
        LogLevel.Warning,
        "UseInMemoryStore() was called after another store had been chosen, and replaced it: deliveries are kept in memory, and what waits is lost when the process ends. Remove that call where this is not meant")]
    public static partial void InMemoryReplacedAnother(ILogger logger);
}
