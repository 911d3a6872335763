using SQLitePCL;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Recovery;

/// <summary>
/// Puts what an opened file holds back to its path, after someone deleted or replaced it. As long as a process has it open, nothing in
/// it is lost; so accepted events survive even this.
/// </summary>
internal static class SqliteRescue
{
    /// <summary>Puts the rows back.</summary>
    /// <param name="old">The connection to the file that the path no longer leads to.</param>
    /// <param name="file">The path.</param>
    /// <param name="openAnew">Opens the path, and makes the file when it does not exist.</param>
    /// <param name="count">How many rows were put back.</param>
    /// <returns>The connection to the file that the path leads to now; the old one may be closed then.</returns>
    public static SqliteSession Run(SqliteSession old, SqliteFile file, Func<SqliteSession> openAnew, out long count)
    {
        SqliteSession current = OpenAnew(old, file, openAnew, out bool isOneFile);
        try
        {
            count = isOneFile || IsOneFile(old, current, file) ? 0 : SqliteRescueCopy.Run(old, file.FullPath);
            return current;
        }
        catch
        {
            current.Dispose();
            throw;
        }
    }

    private static SqliteSession OpenAnew(SqliteSession old, SqliteFile file, Func<SqliteSession> openAnew, out bool isOneFile)
    {
        isOneFile = false;

        // Every process that has the old file open takes this lock first, so that none removes the log of a file that another has just
        // made.
        old.Execute("BEGIN IMMEDIATE");
        try
        {
            if (!File.Exists(file.FullPath))
            {
                // SQLite would take them for those of the new file.
                File.Delete(file.FullPath + "-wal");
                File.Delete(file.FullPath + "-shm");
            }
            else if (!File.Exists(file.FullPath + "-wal"))
            {
                // The log alone is gone: what it holds goes into the file while it can still be read.
                old.Execute("COMMIT");
                if (old.ReadNumber("PRAGMA wal_checkpoint(TRUNCATE)") != 0)
                {
                    throw SqliteFaults.FileGone(file.FullPath + "-wal", exception: null);
                }

                // Asked before a new log is made, beside which the old connection can read no more.
                isOneFile = file.LeadsTo(old);
            }
            else
            {
                // It may be the old file, which came back: its lock would keep it from being opened.
                old.Rollback();
            }

            return openAnew();
        }
        finally
        {
            old.Rollback();
        }
    }

    /// <summary>Whether both connections lead to one file, as they do when it was taken away only for a while.</summary>
    private static bool IsOneFile(SqliteSession old, SqliteSession current, SqliteFile file)
    {
        if (!file.LeadsTo(old))
        {
            return false;
        }

        // Asked the other way round too: what looked like the lock of the old one may have been that of another process on the new one.
        int patience = (int)old.ReadNumber("PRAGMA busy_timeout");
        current.Execute("BEGIN IMMEDIATE");
        try
        {
            _ = raw.sqlite3_busy_timeout(old.Connection.Handle, 0);
            return SqliteFile.IsLocked(old.Connection);
        }
        finally
        {
            _ = raw.sqlite3_busy_timeout(old.Connection.Handle, patience);
            old.Rollback();
            current.Rollback();
        }
    }
}
