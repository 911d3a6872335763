using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Schema;

/// <summary>Opens the writer's session: the settings of its connection, the write-ahead log and the tables.</summary>
internal sealed class SqliteOpening
{
    private const int MaxTurns = 100;

    private readonly SqliteFile _file;
    private readonly SqliteOptions _options;
    private readonly SqliteSchema _schema;
    private readonly ILogger _logger;

    public SqliteOpening(SqliteFile file, SqliteOptions options, SqliteSchema schema, ILogger logger)
    {
        _file = file;
        _options = options;
        _schema = schema;
        _logger = logger;
    }

    /// <summary>Opens the file, creates it when it does not exist, and brings its tables up to date.</summary>
    public SqliteSession Open()
    {
        // A log that a killed process left may hold definitions that were overwritten since.
        bool hasLog = _file.IsLogLongerThan(0);
        var connection = new SqliteConnection(_file.WriterConnectionString);
        var session = new SqliteSession(connection);
        try
        {
            connection.Open();
            SqliteBusyTimeout.Set(connection, _options.BusyTimeout);
            _schema.RefuseOthers(connection, _file.FullPath);

            // Takes effect only on an empty file, before anything is written: pages that become free can be given back to the file system.
            session.Execute("PRAGMA auto_vacuum = INCREMENTAL");
            SwitchToWriteAheadLog(session, _file.FullPath);
            session.Execute(_options.Synchronous == SqliteSynchronous.Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");

            // A checkpoint for each 16 MB instead of 4 MB of log writes pages that change often, such as the ends of the indexes, less
            // often.
            session.Execute("PRAGMA wal_autocheckpoint = 4096");

            // A long reader can make the log grow; after it the file is cut back to 64 MB.
            session.Execute("PRAGMA journal_size_limit = 67108864");

            // 16 MB of cache hold the upper levels of all indexes of millions of rows.
            session.Execute("PRAGMA cache_size = -16384");
            _schema.Ensure(connection, _file.FullPath);
            _file.NoteOpened(SqliteFile.ReadId(connection));
            if (hasLog)
            {
                CutLogThatWasLeft(session);
            }

            SchemaLog.Opened(_logger, _file.FullPath, session.ReadNumber(SqliteCommands.CountUnfinished));
            return session;
        }
        catch
        {
            session.Dispose();
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
                session.Execute(SqliteCommands.Begin);
                session.Execute(SqliteCommands.Rollback);
            }
        }
    }

    private static string ReadJournalMode(SqliteConnection connection)
    {
        using var statement = new SqliteStatement(connection, "PRAGMA journal_mode = WAL");
        return statement.Read() ? statement.GetString(0) : string.Empty;
    }

    /// <summary>Tries once: a log that another process uses was not left by a killed one, and is cut in the course of its use.</summary>
    private static void CutLogThatWasLeft(SqliteSession session)
    {
        try
        {
            _ = session.TryCutLog();
        }
        catch (SqliteException)
        {
            // The file can be used all the same; the next try, after a commit, reports what is wrong.
            session.HasOverwritten = true;
        }
    }
}
