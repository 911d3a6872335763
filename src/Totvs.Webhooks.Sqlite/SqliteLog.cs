using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Sqlite;

/// <summary>What the SQLite store says; event ids 5000 to 5099.</summary>
internal static partial class SqliteLog
{
    [LoggerMessage(5000, LogLevel.Information, "Opened the SQLite store '{Path}' with {Waiting} unfinished deliveries")]
    public static partial void Opened(ILogger logger, string path, long waiting);

    [LoggerMessage(5001, LogLevel.Error, "The SQLite store '{Path}' failed; its connection is opened anew")]
    public static partial void Failed(ILogger logger, Exception exception, string path);

    [LoggerMessage(5002, LogLevel.Critical, "The file of the SQLite store '{Path}' was deleted or replaced while this process has it open; what it held is put back")]
    public static partial void FileGone(ILogger logger, string path);

    [LoggerMessage(5003, LogLevel.Warning, "Put {Count} deliveries and workflows of the deleted or replaced file back into '{Path}'")]
    public static partial void PutBack(ILogger logger, string path, long count);

    [LoggerMessage(5004, LogLevel.Error, "Giving free space of the SQLite store '{Path}' back to the file system failed; it is tried again after the next purge")]
    public static partial void GivingBackFailed(ILogger logger, Exception exception, string path);

    [LoggerMessage(5005, LogLevel.Error, "A change of the workflows in '{Path}' could not be read; it is tried again at the next look")]
    public static partial void WorkflowsNotRead(ILogger logger, Exception exception, string path);

    [LoggerMessage(5006, LogLevel.Critical, "The writer of the SQLite store '{Path}' ended in an unexpected exception; nothing is kept from now on, and the process must be started anew")]
    public static partial void Ended(ILogger logger, Exception exception, string path);

    [LoggerMessage(5007, LogLevel.Critical, "The file of the SQLite store '{Path}' was deleted or replaced, and what it held could not be put back before the process ended: its deliveries and workflows are lost")]
    public static partial void Lost(ILogger logger, Exception exception, string path);

    [LoggerMessage(
        5010,
        LogLevel.Warning,
        "Made {Count} deliveries of the SQLite store '{Path}' due now. They were due later than any wait can last: the machine's clock was ahead when an earlier version kept them")]
    public static partial void MadeDue(ILogger logger, int count, string path);

    [LoggerMessage(
        5011,
        LogLevel.Warning,
        "The write-ahead log of the SQLite store '{Path}' has grown to {Size} MB and cannot begin anew: another process, such as a database tool or a backup, has been reading the file in one transaction, or this process in one long query. End that transaction; the log is cut then")]
    public static partial void LogGrows(ILogger logger, string path, long size);

    [LoggerMessage(5012, LogLevel.Error, "Letting the write-ahead log of the SQLite store '{Path}' begin anew failed; it is tried again")]
    public static partial void LogNotRestarted(ILogger logger, Exception exception, string path);

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
