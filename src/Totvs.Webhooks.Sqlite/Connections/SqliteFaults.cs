using Microsoft.Data.Sqlite;
using SQLitePCL;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Sqlite.Connections;

/// <summary>
/// Translates what SQLite reports into the one exception that callers know. Its message has the path, the cause and the remedy; it also
/// says whether waiting may help.
/// </summary>
internal static class SqliteFaults
{
    public static RetryStoreException Translate(Exception exception, string path) => exception switch
    {
        RetryStoreException known => known,
        SqliteException sqlite => Translate(sqlite, path),
        _ => Create(path, exception.Message, "See the inner exception.", isTransient: exception is IOException, exception),
    };

    /// <summary>Whether the fault lies in the file or its disk, so that every other write of the same batch would meet it too.</summary>
    public static bool IsOfTheFile(Exception exception) =>
        exception is RetryStoreException or SqliteException
        {
            SqliteErrorCode: raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY
                or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PERM or raw.SQLITE_AUTH or raw.SQLITE_PROTOCOL,
        };

    /// <summary>Whether another process held the file locked, which leaves this process's connection as it was.</summary>
    public static bool IsBusy(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED };

    /// <summary>Whether the fault is over once another process releases the file, or there is room on the disk.</summary>
    public static bool PassesByItself(SqliteException exception) =>
        IsBusy(exception) || exception.SqliteErrorCode is raw.SQLITE_PROTOCOL or raw.SQLITE_FULL;

    /// <summary>The file system has no shared memory for a write-ahead log.</summary>
    public static RetryStoreException NoWriteAheadLog(string path, string mode) => Create(
        path,
        $"SQLite cannot keep a write-ahead log beside it (journal mode '{mode}' instead)",
        "Put the file on a local disk.",
        isTransient: false,
        exception: null);

    public static RetryStoreException FileGone(string path, Exception? exception) => Create(
        path,
        "it was deleted or replaced while this process has it open, and what it held could not be put back yet",
        "Make its directory writable again, or put an undamaged file of this store there; the store then copies what this process still " +
        "holds into it. Do not end the process before: accepted events are only in this process until then.",
        isTransient: true,
        exception);

    public static RetryStoreException WriterEnded(string path, Exception exception) => Create(
        path,
        $"its writer ended in an unexpected exception ({exception.GetType().Name})",
        "Restart the process; what was accepted before is in the file. The inner exception has the cause.",
        isTransient: false,
        exception);

    private static RetryStoreException Translate(SqliteException exception, string path)
    {
        if (exception.SqliteErrorCode is raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH)
        {
            return CannotOpen(path, exception);
        }

        (string cause, string remedy, bool isTransient) = exception.SqliteErrorCode switch
        {
            raw.SQLITE_FULL => ("the disk is full", "Free space on its disk; the store then continues by itself.", true),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL => (
                "another process has held it locked for longer than SqliteOptions.BusyTimeout",
                "End the long transaction of that process (an open database tool, a backup), or raise BusyTimeout.",
                true),
            raw.SQLITE_READONLY => (
                "the file or its directory is read-only for this process",
                "Give the process's user the right to write the file and its directory; the store then continues by itself.",
                false),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => (
                "the file is damaged, or is not a SQLite database",
                "Stop the process, move the file away with its -wal and -shm files, restore a backup or what the sqlite3 tool's .recover " +
                "finds in the file, and start again.",
                false),
            raw.SQLITE_IOERR or raw.SQLITE_NOMEM => (
                "reading or writing failed",
                "Check the disk and the system's log; the store then continues by itself.",
                true),
            raw.SQLITE_TOOBIG => ("a payload is larger than SQLite can hold", "Send less in one payload.", false),
            _ => ("SQLite refused", "See the inner exception.", false),
        };
        return Create(path, cause, remedy, isTransient, exception);
    }

    private static RetryStoreException CannotOpen(string path, SqliteException exception)
    {
        const string Continues = "the store then continues by itself.";
        if (Path.GetDirectoryName(path) is { } directory && !Directory.Exists(directory))
        {
            return Permanent($"the directory '{directory}' does not exist", $"Make it; {Continues}");
        }

        if (Directory.Exists(path))
        {
            return Permanent("it is a directory", "Give a file in it, such as 'webhooks.db'.");
        }

        return File.Exists(path)
            ? Permanent(
                "the file cannot be opened",
                $"Give the process's user the right to read and write the file and its directory; {Continues}")
            : Permanent(
                "the file does not exist and cannot be created",
                "Give the process's user the right to write the directory, on a file system that is not read-only, and leave " +
                "Mode=ReadWrite out of the connection string, which creates no file.");

        RetryStoreException Permanent(string cause, string remedy) => Create(path, cause, remedy, isTransient: false, exception);
    }

    private static RetryStoreException Create(string path, string cause, string remedy, bool isTransient, Exception? exception)
    {
        string? reported = exception is SqliteException sqlite ? $" ({sqlite.Message.TrimEnd('.')})" : null;
        return new RetryStoreException($"The SQLite store '{path}' cannot be used: {cause}{reported}. {remedy}", isTransient, exception);
    }
}
