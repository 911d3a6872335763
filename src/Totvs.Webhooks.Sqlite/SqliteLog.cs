using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Sqlite;

/// <summary>What the SQLite store logs, apart from its rooms; event ids 5000 to 5099 belong to this package.</summary>
internal static partial class SqliteLog
{
    [LoggerMessage(5005, LogLevel.Error, "A change of the workflows in '{Path}' could not be read; it is tried again at the next look")]
    public static partial void WorkflowsNotRead(ILogger logger, Exception exception, string path);

    [LoggerMessage(
        5013,
        LogLevel.Warning,
        "The SQLite store '{Path}' could not be opened at the start for now; the host starts all the same, and the store is tried again")]
    public static partial void NotOpenedYet(ILogger logger, Exception exception, string path);

    [LoggerMessage(
        5014,
        LogLevel.Warning,
        "The SQLite store '{Path}' is on a network file system. SQLite's write-ahead log needs a local disk: with a second machine on the file it is damaged. Move it to a local disk")]
    public static partial void OnNetwork(ILogger logger, string path);
}
