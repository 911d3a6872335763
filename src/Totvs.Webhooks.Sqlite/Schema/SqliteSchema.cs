using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Schema;

/// <summary>
/// The tables, and how a file gets them: the steps from version to version run inside one transaction, so that a file is never between two
/// versions, whoever crashes or starts at the same time.
/// </summary>
/// <param name="steps">The statements that lead from each version to the next, from the empty file on.</param>
/// <param name="keepsTime">Whether a file of the last version keeps a reading of the store's time.</param>
internal sealed class SqliteSchema(IReadOnlyList<string> steps, bool keepsTime = false)
{
    /// <summary>Marks a file as one of this library: "TWWH" in the file's header.</summary>
    private const long ApplicationId = 0x54575748;

    /// <summary>
    /// Unfinished deliveries are the hot table; what has ended moves out of it. Times are ticks in UTC, ids big-endian bytes.
    /// </summary>
    private const string FirstVersion =
        """
        CREATE TABLE file (id BLOB NOT NULL, workflow_version INTEGER NOT NULL) STRICT;
        INSERT INTO file (id, workflow_version) VALUES (randomblob(16), 0);

        CREATE TABLE deliveries (
            sequence INTEGER PRIMARY KEY,
            event_id BLOB NOT NULL,
            workflow_id BLOB NOT NULL,
            due_at INTEGER NOT NULL,
            token BLOB,
            lease_ends_at INTEGER,
            abandoned_claims INTEGER NOT NULL DEFAULT 0,
            failed_attempts INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            created_offset INTEGER NOT NULL,
            trigger_code TEXT NOT NULL,
            record_id TEXT NOT NULL,
            last_outcome TEXT,
            payload BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX deliveries_by_event ON deliveries (event_id);
        CREATE INDEX deliveries_by_due_time ON deliveries (workflow_id, due_at);
        CREATE INDEX deliveries_by_lease ON deliveries (lease_ends_at) WHERE lease_ends_at IS NOT NULL;

        CREATE TABLE finished (
            sequence INTEGER PRIMARY KEY,
            event_id BLOB NOT NULL,
            workflow_id BLOB NOT NULL,
            is_delivered INTEGER NOT NULL,
            finished_at INTEGER NOT NULL,
            reason TEXT,
            failed_attempts INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            created_offset INTEGER NOT NULL,
            trigger_code TEXT NOT NULL,
            record_id TEXT NOT NULL,
            last_outcome TEXT,
            payload BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX finished_by_event ON finished (event_id);
        CREATE INDEX finished_by_age ON finished (is_delivered, finished_at);

        CREATE TABLE workflows (
            id BLOB NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            definition TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """;

    /// <summary>Ordered deliveries. One that is held back has the greatest time there is as its due time.</summary>
    private const string RecordOrder =
        """
        ALTER TABLE deliveries ADD COLUMN is_ordered INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE finished ADD COLUMN is_ordered INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX deliveries_by_record ON deliveries (workflow_id, record_id, sequence) WHERE is_ordered = 1;
        """;

    /// <summary>
    /// What giving up goes by. Ages count from added_at, or redelivered_at where that is set; added_at is 0 for those of an earlier
    /// version and for redelivered ones, and ages_from then stands for it: the time of the first look for old ones. claim_state: 0, 1
    /// once a lease ended without a result, 2 while the attempt of such a one is under way and counted. A workflow that no process which
    /// looked has is noted with the time since when.
    /// </summary>
    private const string GivingUp =
        """
        ALTER TABLE deliveries ADD COLUMN added_at INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE deliveries ADD COLUMN redelivered_at INTEGER;
        ALTER TABLE deliveries ADD COLUMN claim_state INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE file ADD COLUMN ages_from INTEGER;
        CREATE TABLE absent_workflows (workflow_id BLOB NOT NULL PRIMARY KEY, since INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """;

    /// <summary>
    /// A reading of the store's time, with what the machine's clocks showed then. There is none until a process of this version has kept
    /// one.
    /// </summary>
    private const string StoreTime =
        """
        ALTER TABLE file ADD COLUMN clock_reading INTEGER;
        ALTER TABLE file ADD COLUMN clock_wall INTEGER;
        ALTER TABLE file ADD COLUMN clock_timestamp INTEGER;
        """;

    private const int FirstVersionWithTime = 3;

    private static readonly string[] Steps = [FirstVersion, RecordOrder, GivingUp + StoreTime];

    public static SqliteSchema Current { get; } = UpTo(Steps.Length);

    /// <summary>The tables as an earlier version of this code made them.</summary>
    /// <param name="version">The version of the schema.</param>
    public static SqliteSchema UpTo(int version) => new(Steps[..version], keepsTime: version >= FirstVersionWithTime);

    /// <summary>Whether a file of this version keeps a reading of the store's time.</summary>
    public bool KeepsTime { get; } = keepsTime;

    /// <summary>Refuses a file that this code cannot use, before anything in it is changed.</summary>
    /// <param name="connection">A connection to the file, in no transaction.</param>
    /// <param name="path">The file, for messages.</param>
    /// <returns>The version of the file; 0 for one that is empty.</returns>
    /// <exception cref="RetryStoreException">The file is of a newer version, or is not one of this library.</exception>
    public long RefuseOthers(SqliteConnection connection, string path)
    {
        // At one moment: another process may be making the tables.
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
        if (RefuseOthers(connection, path) == steps.Count)
        {
            return;
        }

        Execute(connection, "BEGIN IMMEDIATE");
        try
        {
            // Read again: another process may have done it while this one waited for the lock.
            for (long version = ReadVersion(connection, path); version < steps.Count; version++)
            {
                Execute(connection, steps[(int)version]);
            }

            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {steps.Count}; PRAGMA application_id = {ApplicationId}"));
            Execute(connection, "COMMIT");
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
            Execute(connection, "ROLLBACK");
        }
    }

    private static long ReadNumber(SqliteConnection connection, string sql)
    {
        using var statement = new SqliteStatement(connection, sql);
        return statement.ReadNumber() ?? 0;
    }

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
                $"The file '{path}' is a SQLite database of something else; nothing was changed in it. Give the webhooks a file of their own in the connection string.",
                isTransient: false);
        }

        if (version > steps.Count)
        {
            throw new RetryStoreException(
                $"The SQLite store '{path}' has schema version {version}, and this version of Totvs.Webhooks.Sqlite knows versions up to {steps.Count}; nothing was changed in it. " +
                "Update the package to the version that wrote the file, or give another file.",
                isTransient: false);
        }

        return version;
    }
}
