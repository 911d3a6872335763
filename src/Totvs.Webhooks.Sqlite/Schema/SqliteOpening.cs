using Microsoft.Data.Sqlite;
using SQLitePCL;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Schema;

/// <summary>Opens the writer's session: the settings of its connection, the write-ahead log and the tables.</summary>
internal static class SqliteOpening
{
    private const int MaxTurns = 100;

    /// <summary>Opens the file, creates it when it does not exist, and brings its tables up to date.</summary>
    public static SqliteSession Open(SqliteFile file, SqliteOptions options, SqliteSchema schema)
    {
        // A log that a killed process left may hold definitions that were overwritten since.
        bool hasLog = file.IsLogLongerThan(0);
        var connection = new SqliteConnection(file.WriterConnectionString);
        try
        {
            connection.Open();
            _ = raw.sqlite3_busy_timeout(connection.Handle, (int)options.BusyTimeout.TotalMilliseconds);
            var session = new SqliteSession(connection);
            schema.RefuseOthers(connection, file.FullPath);

            // Takes effect only on an empty file, before anything is written: pages that become free can be given back to the file system.
            session.Execute("PRAGMA auto_vacuum = INCREMENTAL");
            SwitchToWriteAheadLog(session, file.FullPath);
            session.Execute(options.Synchronous == SqliteSynchronous.Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");

            // A checkpoint for each 16 MB instead of 4 MB of log writes pages that change often, such as the ends of the indexes, less
            // often.
            session.Execute("PRAGMA wal_autocheckpoint = 4096");

            // A long reader can make the log grow; after it the file is cut back to 64 MB.
            session.Execute("PRAGMA journal_size_limit = 67108864");

            // 16 MB of cache hold the upper levels of all indexes of millions of rows.
            session.Execute("PRAGMA cache_size = -16384");
            schema.Ensure(connection, file.FullPath);
            file.NoteOpened(SqliteFile.ReadId(connection));
            if (hasLog)
            {
                CutLogThatWasLeft(session);
            }

            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void SwitchToWriteAheadLog(SqliteSession session, string path)
    {
        // SQLite does not wait for the lock this switch needs, so that of several processes that start on a new file all but one would
        // fail. Asking for the write lock does wait; after a hundred turns the fault is a real one.
        for (int turn = 1; ; turn++)
        {
            try
            {
                string mode = ReadJournalMode(session.Connection);

                // Refused without a fault where the file system cannot do it.
                if (mode != "wal")
                {
                    throw SqliteFaults.NoWriteAheadLog(path, mode);
                }

                return;
            }
            catch (SqliteException exception) when (exception.SqliteErrorCode == raw.SQLITE_BUSY && turn < MaxTurns)
            {
                session.Execute("BEGIN IMMEDIATE");
                session.Execute("ROLLBACK");
            }
        }
    }

    private static string ReadJournalMode(SqliteConnection connection)
    {
        using var statement = new SqliteStatement(connection, "PRAGMA journal_mode = WAL");
        return statement.Read() ? statement.GetString(0) : string.Empty;
    }

    /// <summary>Tries once: a log that another process uses was not left by a killed one, and begins anew in its course.</summary>
    private static void CutLogThatWasLeft(SqliteSession session)
    {
        try
        {
            _ = session.TryRestartLog();
        }
        catch (SqliteException)
        {
            // The file can be used all the same; the next try, after a commit, reports what is wrong.
            session.HasOverwritten = true;
        }
    }
}
