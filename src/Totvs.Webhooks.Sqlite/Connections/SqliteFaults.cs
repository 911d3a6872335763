using Microsoft.Data.Sqlite;
using SQLitePCL;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Sqlite.Connections;

/// <summary>Turns what SQLite reports into the one exception callers know: path, cause, remedy, and whether waiting may help.</summary>
internal static class SqliteFaults
{
    public static RetryStoreException Translate(Exception exception, string path) => exception switch
    {
        RetryStoreException known => known,
        SqliteException sqlite => Translate(sqlite, path),
        _ => Make(path, exception.Message, "See the inner exception.", isTransient: exception is IOException, exception),
    };

    /// <summary>Whether the fault lies in the file or its disk, so that every call beside the one that met it would meet it too.</summary>
    public static bool IsOfTheFile(Exception exception) =>
        exception is RetryStoreException or SqliteException
        {
            SqliteErrorCode: raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY
                or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PERM or raw.SQLITE_AUTH or raw.SQLITE_PROTOCOL,
        };

    /// <summary>Whether another process held the file locked, which leaves this process's connection as it was.</summary>
    public static bool IsBusy(Exception exception) => exception is SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED };

    /// <summary>Whether the fault is over once another process lets go of the file, or there is room on the disk.</summary>
    public static bool PassesByItself(SqliteException exception) =>
        IsBusy(exception) || exception.SqliteErrorCode is raw.SQLITE_PROTOCOL or raw.SQLITE_FULL;

    /// <summary>The file system has no shared memory for a write-ahead log.</summary>
    public static RetryStoreException NoWriteAheadLog(string path, string mode) => Make(
        path,
        $"SQLite cannot keep a write-ahead log beside it (journal mode '{mode}' instead)",
        "Put the file on a local disk.",
        isTransient: false,
        exception: null);

    public static RetryStoreException FileGone(string path, Exception? exception) => Make(
        path,
        "it was deleted or replaced while this process has it open, and what it held could not be put back yet",
        "Make its directory writable again, or put a sound file of this store there; what this process still holds is then put into it by itself. " +
        "Do not end the process before: events that were accepted are only in it until then.",
        isTransient: true,
        exception);

    public static RetryStoreException WriterEnded(string path, Exception exception) => Make(
        path,
        $"its writer ended in an unexpected exception ({exception.GetType().Name})",
        "Start the process anew; what was accepted before is in the file. The inner exception has the cause.",
        isTransient: false,
        exception);

    private static RetryStoreException Translate(SqliteException exception, string path) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => Make(path, "the disk is full", "Free space on its disk; the store then goes on by itself.", isTransient: true, exception),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL => Make(
            path,
            "another process has held it locked for longer than SqliteOptions.BusyTimeout",
            "End the long transaction of that process (an open database tool, a backup), or raise BusyTimeout.",
            isTransient: true,
            exception),
        raw.SQLITE_READONLY => Make(
            path,
            "the file or its directory is read-only for this process",
            "Give the process's user the right to write the file and its directory; the store then goes on by itself.",
            isTransient: false,
            exception),
        raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH => CannotOpen(path, exception),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => Make(
            path,
            "the file is damaged, or is not a SQLite database",
            "Stop the process, move the file away with its -wal and -shm files, take back what the sqlite3 tool's .recover finds in it or a backup, and start again.",
            isTransient: false,
            exception),
        raw.SQLITE_IOERR or raw.SQLITE_NOMEM => Make(
            path,
            "reading or writing failed",
            "Look at the disk and the system's log; the store then goes on by itself.",
            isTransient: true,
            exception),
        raw.SQLITE_TOOBIG => Make(path, "a payload is larger than SQLite can hold", "Send less in one payload.", isTransient: false, exception),
        _ => Make(path, "SQLite refused", "See the inner exception.", isTransient: false, exception),
    };

    private static RetryStoreException CannotOpen(string path, SqliteException exception)
    {
        string? directory = Path.GetDirectoryName(path);
        if (directory is not null && !Directory.Exists(directory))
        {
            return Make(path, $"the directory '{directory}' does not exist", "Make it; the store then goes on by itself.", isTransient: false, exception);
        }

        if (Directory.Exists(path))
        {
            return Make(path, "it is a directory", "Give a file in it, such as 'webhooks.db'.", isTransient: false, exception);
        }

        return File.Exists(path)
            ? Make(
                path,
                "the file cannot be opened",
                "Give the process's user the right to read and write the file and its directory; the store then goes on by itself.",
                isTransient: false,
                exception)
            : Make(
                path,
                "the file does not exist and cannot be made",
                "Give the process's user the right to write the directory, on a file system that is not read-only, and leave Mode=ReadWrite out of the connection string, which makes no file.",
                isTransient: false,
                exception);
    }

    private static RetryStoreException Make(string path, string cause, string remedy, bool isTransient, Exception? exception) =>
        new(
            $"The SQLite store '{path}' cannot be used: {cause}{(exception is SqliteException sqlite ? $" ({sqlite.Message.TrimEnd('.')})" : null)}. {remedy}",
            isTransient,
            exception);
}
