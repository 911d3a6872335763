using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Totvs.Webhooks.Sqlite.Connections;

/// <summary>How long a connection waits for a lock that another one holds.</summary>
internal static class SqliteBusyTimeout
{
    public static void Set(SqliteConnection connection, TimeSpan timeout) =>
        _ = raw.sqlite3_busy_timeout(connection.Handle, (int)timeout.TotalMilliseconds);

    /// <summary>Runs work with another timeout, and sets the one before again.</summary>
    public static TResult Run<TResult>(SqliteConnection connection, TimeSpan timeout, Func<TResult> work)
    {
        TimeSpan before = Read(connection);
        Set(connection, timeout);
        try
        {
            return work();
        }
        finally
        {
            Set(connection, before);
        }
    }

    private static TimeSpan Read(SqliteConnection connection)
    {
        using var statement = new SqliteStatement(connection, "PRAGMA busy_timeout");
        return TimeSpan.FromMilliseconds(statement.ReadNumber() ?? 0);
    }
}
