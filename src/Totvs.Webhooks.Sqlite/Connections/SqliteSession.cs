using Microsoft.Data.Sqlite;
using SQLitePCL;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Sqlite.Connections;

/// <summary>The writer's connection: its statements stay prepared as long as it lives. Only the writer's thread uses it.</summary>
internal sealed class SqliteSession : IDisposable
{
    /// <summary>How long one try to cut the log waits for other connections; the writer's callers wait meanwhile.</summary>
    private static readonly TimeSpan MaxWaitForLog = TimeSpan.FromMilliseconds(50);

    private static readonly string MaxSequence = MaxSequenceIn("main");

    private readonly SqliteConnection _connection;

    // Found by the reference of the constant that holds the SQL, which spares hashing the string for each row.
    private readonly Dictionary<string, SqliteStatement> _statements = new(ReferenceEqualityComparer.Instance);
    private long? _lastSequence;

    public SqliteSession(SqliteConnection connection) => _connection = connection;

    public SqliteConnection Connection => _connection;

    /// <summary>Creates the tokens of claims.</summary>
    public LeaseTokens Tokens { get; } = new();

    /// <summary>The time of the transaction that is open, by the store's clock. Set when it begins.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>Whether free space is to be given back to the file system, while no write waits. Set after a purge.</summary>
    public bool HasSpaceToGiveBack { get; set; }

    public bool IsOpen => _connection.State == System.Data.ConnectionState.Open;

    /// <summary>How many rows this connection has changed.</summary>
    public int ChangeCount => raw.sqlite3_total_changes(_connection.Handle);

    /// <summary>Whether definitions were overwritten since the log was last cut: the log still holds what they were.</summary>
    public bool HasOverwritten { get; set; }

    public bool IsInTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    /// <summary>The statement that reads the last number in the order of adding, or 0.</summary>
    /// <param name="database">The name of an attached database, or <c>main</c>.</param>
    public static string MaxSequenceIn(string database) =>
        $"SELECT max(coalesce((SELECT max(sequence) FROM {database}.deliveries), 0), " +
        $"coalesce((SELECT max(sequence) FROM {database}.finished), 0))";

    /// <summary>The prepared statement of a constant.</summary>
    /// <param name="sql">The SQL: always the same object for the same statement.</param>
    public SqliteStatement Prepared(string sql)
    {
        if (!_statements.TryGetValue(sql, out SqliteStatement? statement))
        {
            _statements.Add(sql, statement = new SqliteStatement(_connection, sql));
        }

        return statement;
    }

    /// <summary>Runs a statement that is seldom needed, and so is not kept prepared.</summary>
    public void Execute(string sql)
    {
        using var statement = new SqliteStatement(_connection, sql);
        statement.Execute();
    }

    /// <summary>Reads the one number of a constant statement; 0 when there is none.</summary>
    public long ReadNumber(string sql) => Prepared(sql).ReadNumber() ?? 0;

    public void Begin()
    {
        // Another process may have added rows since the last transaction.
        _lastSequence = null;
        Prepared(SqliteCommands.Begin).Execute();
    }

    public void Commit() => Prepared(SqliteCommands.Commit).Execute();

    public void Rollback()
    {
        // Some faults, such as a full disk, have ended the transaction already.
        if (IsInTransaction)
        {
            Prepared(SqliteCommands.Rollback).Execute();
        }
    }

    /// <summary>The next number in the order of adding. Both tables share it, so that a search can page through them together.</summary>
    public long NextSequence()
    {
        _lastSequence = (_lastSequence ?? ReadNumber(MaxSequence)) + 1;
        return _lastSequence.Value;
    }

    /// <summary>Moves the log into the file and cuts it to nothing, if no reader and no other writer uses it.</summary>
    /// <returns>Whether the log was cut.</returns>
    public bool TryCutLog() =>
        SqliteBusyTimeout.Run(_connection, MaxWaitForLog, () => ReadNumber(SqliteCommands.CutLog) == 0);

    public void Dispose()
    {
        foreach (SqliteStatement statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }
}
