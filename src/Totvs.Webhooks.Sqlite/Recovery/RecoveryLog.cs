using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Sqlite.Recovery;

/// <summary>What the recovery of the SQLite store logs.</summary>
internal static partial class RecoveryLog
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

    [LoggerMessage(5007, LogLevel.Critical, "The file of the SQLite store '{Path}' was deleted or replaced, and what it held could not be put back before the process ended: its deliveries and workflows are lost")]
    public static partial void Lost(ILogger logger, Exception exception, string path);

    [LoggerMessage(
        5011,
        LogLevel.Warning,
        "The write-ahead log of the SQLite store '{Path}' has grown to {Size} MB and cannot begin anew: another process, such as a database tool or a backup, has been reading the file in one transaction, or this process in one long query. End that transaction; the log is cut then")]
    public static partial void LogGrows(ILogger logger, string path, long size);

    [LoggerMessage(5012, LogLevel.Error, "Letting the write-ahead log of the SQLite store '{Path}' begin anew failed; it is tried again")]
    public static partial void LogNotRestarted(ILogger logger, Exception exception, string path);
}
