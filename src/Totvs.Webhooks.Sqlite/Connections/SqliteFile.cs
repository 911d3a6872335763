using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Totvs.Webhooks.Sqlite.Connections;

/// <summary>
/// The file of the store, and whether the path still leads to the one that was opened: after someone deleted or replaced it, SQLite goes on
/// writing into a file that nobody will find again.
/// </summary>
internal sealed class SqliteFile
{
    private readonly FileInfo _information;
    private readonly FileInfo _log;
    private byte[] _openedId = [];
    private DateTime _seenCreationTime;

    public SqliteFile(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString);
        FullPath = Path.GetFullPath(builder.DataSource);
        _information = new FileInfo(FullPath);
        _log = new FileInfo(FullPath + "-wal");
        builder.DataSource = FullPath;
        builder.Cache = SqliteCacheMode.Private;
        bool pooling = builder.Pooling;
        builder.Pooling = false;
        WriterConnectionString = builder.ToString();
        if (builder.Mode == SqliteOpenMode.ReadWriteCreate)
        {
            // Only the writer makes the file: a reader that found it gone must not leave an empty one in its place.
            builder.Mode = SqliteOpenMode.ReadWrite;
        }

        CheckConnectionString = builder.ToString();
        builder.Pooling = pooling;
        ReaderConnectionString = builder.ToString();
    }

    public string FullPath { get; }

    public string WriterConnectionString { get; }

    public string ReaderConnectionString { get; }

    /// <summary>How long the write-ahead log was at the last look of <see cref="IsStillThere"/>, in bytes.</summary>
    public long LogLength => _log.Exists ? _log.Length : 0;

    private string CheckConnectionString { get; }

    /// <summary>Notes which file the writer has opened.</summary>
    /// <param name="id">The id in the file.</param>
    public void NoteOpened(byte[] id)
    {
        _openedId = id;
        _seenCreationTime = default;
    }

    /// <summary>
    /// Whether the path still leads to the opened file. Costs two looks at the directory, and after a checkpoint also a
    /// connection, since the platform tells no file's identity but a time that a checkpoint changes.
    /// </summary>
    /// <param name="session">The writer's session, in no transaction.</param>
    public bool IsStillThere(SqliteSession session)
    {
        _log.Refresh();
        _information.Refresh();
        if (!_information.Exists || !_log.Exists)
        {
            return false;
        }

        DateTime creationTime = _information.CreationTimeUtc;
        if (creationTime == _seenCreationTime)
        {
            return true;
        }

        try
        {
            if (!LeadsTo(session))
            {
                return false;
            }

            _seenCreationTime = creationTime;
        }
        catch (SqliteException exception) when (CannotLock(exception))
        {
            // Another process writes, or this one may not; the next look will tell.
        }

        return true;
    }

    /// <summary>Whether the write-ahead log is longer than a bound. Unlike the other members it may be asked on any thread.</summary>
    /// <param name="bytes">The bound.</param>
    public bool IsLogLongerThan(long bytes) => new FileInfo(_log.FullName) is { Exists: true } log && log.Length > bytes;

    /// <summary>Closes the pooled connections of readers: they would go on reading the file that is no longer there.</summary>
    public void ForgetReaders()
    {
        using var reader = new SqliteConnection(ReaderConnectionString);
        SqliteConnection.ClearPool(reader);
    }

    /// <summary>The id that a file got when it was made.</summary>
    public static byte[] ReadId(SqliteConnection connection)
    {
        using var statement = new SqliteStatement(connection, "SELECT id FROM file");
        return statement.Read() ? statement.GetBytes(0) : [];
    }

    /// <summary>Whether another connection holds the write lock of a connection's file; if none does, this one holds it then.</summary>
    public static bool IsLocked(SqliteConnection connection)
    {
        try
        {
            using var begin = new SqliteStatement(connection, "BEGIN IMMEDIATE");
            begin.Execute();
            return false;
        }
        catch (SqliteException exception) when (CannotLock(exception))
        {
            // A file that became read-only cannot be locked, and is taken for the one it says it is.
            return true;
        }
    }

    /// <summary>
    /// Whether the path leads to the session's file. A backup has the id of its original; but a lock on the one is none on the other.
    /// </summary>
    /// <param name="session">The session, in no transaction.</param>
    public bool LeadsTo(SqliteSession session)
    {
        session.Execute("BEGIN IMMEDIATE");
        try
        {
            using var connection = new SqliteConnection(CheckConnectionString);
            connection.Open();
            return ReadId(connection).AsSpan().SequenceEqual(_openedId) && IsLocked(connection);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is raw.SQLITE_ERROR or raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT)
        {
            // No database, or one without the table: surely not the file that was opened. Other faults tell nothing and go up.
            return false;
        }
        finally
        {
            session.Rollback();
        }
    }

    private static bool CannotLock(SqliteException exception) => SqliteFaults.IsBusy(exception) || exception.SqliteErrorCode == raw.SQLITE_READONLY;
}
