using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Totvs.Webhooks.Sqlite.Connections;

/// <summary>
/// A read transaction: all statements in it see the file at one moment. A transaction of ADO.NET allocates some 1,300 bytes more each
/// time, and the dispatcher reads in each of its rounds.
/// </summary>
internal sealed class SqliteSnapshot : IDisposable
{
    private readonly SqliteConnection _connection;

    public SqliteSnapshot(SqliteConnection connection)
    {
        _connection = connection;
        Execute("BEGIN");
    }

    public void Dispose()
    {
        // Some faults have ended the transaction already.
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            Execute(SqliteCommands.Rollback);
        }
    }

    private void Execute(string sql)
    {
        using var statement = new SqliteStatement(_connection, sql);
        statement.Execute();
    }
}
