using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Schema;

/// <summary>
/// The version of the tables, and how a file gets them. All steps to a version run inside one transaction: otherwise a crash, or another
/// process that starts at the same time, would leave a file between two versions.
/// </summary>
internal sealed class SqliteSchema
{
    /// <summary>Marks a file as one of this library: "TWWH" in the file's header.</summary>
    private const long ApplicationId = 0x54575748;

    private const int FirstVersionWithTime = 3;

    private readonly IReadOnlyList<string> _steps;

    /// <summary>Creates a schema.</summary>
    /// <param name="steps">The statements that lead from each version to the next, from the empty file on.</param>
    /// <param name="keepsTime">Whether a file of the last version keeps a reading of the store's time.</param>
    public SqliteSchema(IReadOnlyList<string> steps, bool keepsTime = false)
    {
        _steps = steps;
        KeepsTime = keepsTime;
    }

    public static SqliteSchema Current { get; } = UpTo(SqliteSchemaSteps.All.Count);

    /// <summary>Whether a file of this version keeps a reading of the store's time.</summary>
    public bool KeepsTime { get; }

    /// <summary>The tables as an earlier version of this code created them.</summary>
    /// <param name="version">The version of the schema.</param>
    public static SqliteSchema UpTo(int version) =>
        new([.. SqliteSchemaSteps.All.Take(version)], keepsTime: version >= FirstVersionWithTime);

    /// <summary>Refuses a file that this code cannot use, before anything in it is changed.</summary>
    /// <param name="connection">A connection to the file, in no transaction.</param>
    /// <param name="path">The file, for messages.</param>
    /// <returns>The version of the file; 0 for an empty one.</returns>
    /// <exception cref="RetryStoreException">The file is of a newer version, or is not one of this library.</exception>
    public long RefuseOthers(SqliteConnection connection, string path)
    {
        // In one transaction: another process may be creating the tables.
        Execute(connection, "BEGIN");
        try
        {
            return ReadVersion(connection, path);
        }
        finally
        {
            EndTransaction(connection);
        }
    }

    /// <summary>Brings a file to the version of this code.</summary>
    /// <param name="connection">A connection to the file.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="RetryStoreException">The file is of a newer version, or is not one of this library.</exception>
    public void Ensure(SqliteConnection connection, string path)
    {
        if (RefuseOthers(connection, path) == _steps.Count)
        {
            return;
        }

        Execute(connection, SqliteCommands.Begin);
        try
        {
            // Read again: another process may have done it while this one waited for the lock.
            for (long version = ReadVersion(connection, path); version < _steps.Count; version++)
            {
                Execute(connection, _steps[(int)version]);
            }

            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {_steps.Count}"));
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
            Execute(connection, SqliteCommands.Commit);
        }
        finally
        {
            EndTransaction(connection);
        }
    }

    private static void EndTransaction(SqliteConnection connection)
    {
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            Execute(connection, SqliteCommands.Rollback);
        }
    }

    private static long ReadNumber(SqliteConnection connection, string sql)
    {
        using var statement = new SqliteStatement(connection, sql);
        return statement.ReadNumber() ?? 0;
    }

    // A step holds several statements, which a SqliteStatement would not run beyond the first.
    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 1;
        command.ExecuteNonQuery();
    }

    private long ReadVersion(SqliteConnection connection, string path)
    {
        long version = ReadNumber(connection, "PRAGMA user_version");
        bool isOurs = ReadNumber(connection, "PRAGMA application_id") == ApplicationId;
        if (!isOurs && (version != 0 || ReadNumber(connection, "SELECT count(*) FROM sqlite_schema") != 0))
        {
            throw new RetryStoreException(
                $"The file '{path}' is a SQLite database of something else; nothing was changed in it. " +
                "Give the webhooks a file of their own in the connection string.",
                isTransient: false);
        }

        if (version > _steps.Count)
        {
            throw new RetryStoreException(
                $"The SQLite store '{path}' has schema version {version}, and this version of Totvs.Webhooks.Sqlite knows versions up to " +
                $"{_steps.Count}; nothing was changed in it. Update the package to the version that wrote the file, or give another file.",
                isTransient: false);
        }

        return version;
    }
}
