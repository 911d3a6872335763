using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Totvs.Webhooks.Sqlite.Connections;

/// <summary>
/// A statement that is prepared once and run many times. Commands of ADO.NET box each parameter and allocate a reader for each run,
/// which at a hundred thousand rows a second is most of the cost; this goes to the layer below them.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int LongestOnStack = 128;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_database, sql, out _statement), _database);
    }

    public SqliteStatement Bind(int index, long value) => Checked(raw.sqlite3_bind_int64(_statement, index, value));

    public SqliteStatement Bind(int index, long? value) => value is null ? BindNull(index) : Bind(index, value.Value);

    public SqliteStatement Bind(int index, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return value is null ? BindNull(index) : Checked(raw.sqlite3_bind_text(_statement, index, string.Empty));
        }

        // As bytes: a text that holds a zero character would be cut short there.
        if (value.Length > LongestOnStack)
        {
            return Checked(raw.sqlite3_bind_text(_statement, index, Encoding.UTF8.GetBytes(value)));
        }

        Span<byte> bytes = stackalloc byte[LongestOnStack * 3];
        return Checked(raw.sqlite3_bind_text(_statement, index, bytes[..Encoding.UTF8.GetBytes(value, bytes)]));
    }

    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value) =>
        Checked(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, index, 0) : raw.sqlite3_bind_blob(_statement, index, value));

    public SqliteStatement Bind(int index, Guid value)
    {
        // Big-endian, so that ids of version 7 sort by time in the index.
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind(index, bytes);
    }

    public SqliteStatement BindNull(int index) => Checked(raw.sqlite3_bind_null(_statement, index));

    /// <summary>Runs the statement to its end.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute()
    {
        try
        {
            while (Step())
            {
            }

            return raw.sqlite3_changes(_database);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>
    /// Goes to the next row. After the last the statement can be run anew; one that is left before must be <see cref="Reset"/>.
    /// </summary>
    /// <returns>Whether there is one.</returns>
    public bool Read()
    {
        bool hasRow = false;
        try
        {
            return hasRow = Step();
        }
        finally
        {
            if (!hasRow)
            {
                Reset();
            }
        }
    }

    /// <summary>Reads one number, such as a count or a pragma's value.</summary>
    /// <returns>The number, or <see langword="null"/> when there is no row or it holds none.</returns>
    public long? ReadNumber()
    {
        try
        {
            return Step() ? GetNullableLong(0) : null;
        }
        finally
        {
            Reset();
        }
    }

    public void Reset()
    {
        // What a reset returns is the error of the step before it, which has been thrown already.
        _ = raw.sqlite3_reset(_statement);
        _ = raw.sqlite3_clear_bindings(_statement);
    }

    public long GetLong(int column) => raw.sqlite3_column_int64(_statement, column);

    public int GetInt(int column) => raw.sqlite3_column_int(_statement, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long? GetNullableLong(int column) => IsNull(column) ? null : GetLong(column);

    public string GetString(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(_statement, column));

    public string? GetNullableString(int column) => IsNull(column) ? null : GetString(column);

    public byte[] GetBytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public Guid GetGuid(int column) => new(raw.sqlite3_column_blob(_statement, column), bigEndian: true);

    public void Dispose() => _statement.Dispose();

    private bool Step()
    {
        int result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        if (result != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }

        return false;
    }

    private SqliteStatement Checked(int result)
    {
        SqliteException.ThrowExceptionForRC(result, _database);
        return this;
    }
}
