using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Recovery;

/// <summary>
/// Puts the content of an opened file back to its path, after the file was deleted or replaced. While a process has it open, nothing in
/// it is lost, so that accepted events survive even this.
/// </summary>
internal static class SqliteRescue
{
    /// <summary>Puts the rows back.</summary>
    /// <param name="old">The connection to the file that the path no longer leads to.</param>
    /// <param name="file">The path.</param>
    /// <param name="openAgain">Opens the path, and creates the file when it does not exist.</param>
    /// <param name="count">How many rows were put back.</param>
    /// <returns>The connection to the file that the path leads to now; the old one may be closed then.</returns>
    public static SqliteSession Run(SqliteSession old, SqliteFile file, Func<SqliteSession> openAgain, out long count)
    {
        SqliteSession current = OpenAgain(old, file, openAgain, out bool isOneFile);
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

    private static SqliteSession OpenAgain(SqliteSession old, SqliteFile file, Func<SqliteSession> openAgain, out bool isOneFile)
    {
        isOneFile = false;

        // Every process that has the old file open takes this lock first. Without it one would remove the log of a file that another has
        // just created.
        old.Execute(SqliteCommands.Begin);
        try
        {
            if (!File.Exists(file.FullPath))
            {
                // SQLite would take them for the log and the shared memory of the new file.
                File.Delete(file.FullPath + "-wal");
                File.Delete(file.FullPath + "-shm");
            }
            else if (!File.Exists(file.FullPath + "-wal"))
            {
                // The log alone is gone: what it holds goes into the file while it can still be read.
                old.Execute(SqliteCommands.Commit);
                if (old.ReadNumber(SqliteCommands.CutLog) != 0)
                {
                    throw SqliteFaults.FileGone(file.FullPath + "-wal", exception: null);
                }

                // Checked before a new log is created, beside which the old connection can no longer read.
                isOneFile = file.LeadsTo(old);
            }
            else
            {
                // It may be the old file, which is back at its path: this lock would keep it from being opened.
                old.Rollback();
            }

            return openAgain();
        }
        finally
        {
            old.Rollback();
        }
    }

    /// <summary>Whether both connections lead to one file, as they do when it was moved away only for a while.</summary>
    private static bool IsOneFile(SqliteSession old, SqliteSession current, SqliteFile file)
    {
        if (!file.LeadsTo(old))
        {
            return false;
        }

        // Checked in the other direction too: the lock that was found may have been that of another process on the new file.
        current.Execute(SqliteCommands.Begin);
        try
        {
            return SqliteBusyTimeout.Run(old.Connection, TimeSpan.Zero, () => SqliteFile.IsLocked(old.Connection));
        }
        finally
        {
            old.Rollback();
            current.Rollback();
        }
    }
}
