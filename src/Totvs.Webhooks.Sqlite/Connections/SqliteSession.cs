using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Sqlite.Connections;

/// <summary>The writer's connection: its statements stay prepared as long as it lives. Only the writer's thread touches it.</summary>
internal sealed class SqliteSession : IDisposable
{
    /// <summary>How many pages are given back to the file system in one step; about 2 MB, which takes some milliseconds.</summary>
    private const int PagesPerStep = 512;

    /// <summary>How many free pages stay in the file for the next rows: about 4 MB.</summary>
    private const int SparePages = 1024;

    /// <summary>How long one try to restart the log waits for others, in milliseconds; the writer's callers wait meanwhile.</summary>
    private const int PatienceForRestart = 50;

    private readonly SqliteConnection _connection;

    // Found by the reference of the constant that holds the text, which spares hashing it for each row.
    private readonly Dictionary<string, SqliteStatement> _statements = new(ReferenceEqualityComparer.Instance);
    private long? _lastSequence;

    public SqliteSession(SqliteConnection connection) => _connection = connection;

    public SqliteConnection Connection => _connection;

    /// <summary>Makes the tokens of claims.</summary>
    public LeaseTokens Tokens { get; } = new();

    /// <summary>The time of the transaction that is open, by the store's clock. Set when it begins.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>Whether free space is to be given back to the file system, in small steps while nobody waits. Set after a purge.</summary>
    public bool HasSpaceToGiveBack { get; set; }

    public bool IsOpen => _connection.State == System.Data.ConnectionState.Open;

    /// <summary>How many rows this connection has changed.</summary>
    public int ChangeCount => raw.sqlite3_total_changes(_connection.Handle);

    /// <summary>Whether definitions were overwritten since the log began anew: it still holds what they were.</summary>
    public bool HasOverwritten { get; set; }

    public bool IsInTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    /// <summary>The prepared statement of a constant text.</summary>
    /// <param name="sql">The text: always the same object for the same statement.</param>
    public SqliteStatement Prepared(string sql)
    {
        if (!_statements.TryGetValue(sql, out SqliteStatement? statement))
        {
            _statements.Add(sql, statement = new SqliteStatement(_connection, sql));
        }

        return statement;
    }

    public void Execute(string sql)
    {
        using var statement = new SqliteStatement(_connection, sql);
        statement.Execute();
    }

    public long ReadNumber(string sql) => Prepared(sql).ReadNumber() ?? 0;

    public void Begin()
    {
        _lastSequence = null;
        Prepared("BEGIN IMMEDIATE").Execute();
    }

    public void Commit() => Prepared("COMMIT").Execute();

    public void Rollback()
    {
        // Some faults, such as a full disk, have ended the transaction already.
        if (IsInTransaction)
        {
            Prepared("ROLLBACK").Execute();
        }
    }

    /// <summary>The next number in the order of adding. Both tables share it, so that a search can page through them together.</summary>
    public long NextSequence()
    {
        const string Last = "SELECT max(coalesce((SELECT max(sequence) FROM deliveries), 0), coalesce((SELECT max(sequence) FROM finished), 0))";
        _lastSequence = (_lastSequence ?? ReadNumber(Last)) + 1;
        return _lastSequence.Value;
    }

    /// <summary>Gives a few free pages back to the file system; after the last of them the file is cut to its new length.</summary>
    public void GiveBackSpace()
    {
        long spare = ReadNumber("PRAGMA freelist_count") - SparePages;
        if (spare <= 0)
        {
            HasSpaceToGiveBack = false;
            return;
        }

        Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA incremental_vacuum({Math.Min(spare, PagesPerStep)})"));
        long left = ReadNumber("PRAGMA freelist_count") - SparePages;

        // A file that a tool has rewritten without this ability gives nothing back; trying again would never end.
        HasSpaceToGiveBack = left > 0 && left < spare;
        if (!HasSpaceToGiveBack)
        {
            Execute("PRAGMA wal_checkpoint(PASSIVE)");
        }
    }

    /// <summary>Moves the log into the file and cuts it to nothing, if no reader and no other writer is in it.</summary>
    /// <returns>Whether it is done.</returns>
    public bool TryRestartLog()
    {
        long patience = ReadNumber("PRAGMA busy_timeout");
        _ = raw.sqlite3_busy_timeout(_connection.Handle, PatienceForRestart);
        try
        {
            return ReadNumber("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
        }
        finally
        {
            _ = raw.sqlite3_busy_timeout(_connection.Handle, (int)patience);
        }
    }

    public void Dispose()
    {
        foreach (SqliteStatement statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }
}
