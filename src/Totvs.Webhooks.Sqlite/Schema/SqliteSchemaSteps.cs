namespace Totvs.Webhooks.Sqlite.Schema;

/// <summary>The statements that create the tables, version by version. A step that was released is never changed.</summary>
internal static class SqliteSchemaSteps
{
    /// <summary>
    /// Unfinished deliveries are the hot table; finished ones move out of it. Times are ticks in UTC, ids are big-endian bytes.
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

    /// <summary>Ordered deliveries. One that is held back has the maximum time as its due time.</summary>
    private const string RecordOrder =
        """
        ALTER TABLE deliveries ADD COLUMN is_ordered INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE finished ADD COLUMN is_ordered INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX deliveries_by_record ON deliveries (workflow_id, record_id, sequence) WHERE is_ordered = 1;
        """;

    /// <summary>
    /// What giving up needs. The age of a delivery counts from redelivered_at, or else from added_at. added_at is 0 for deliveries of an
    /// earlier version, whose age counts from ages_from, the time of the first search for old ones. claim_state is 0; 1 once a lease ended
    /// without a result; 2 while the attempt of such a delivery is running and counted. A workflow that no
    /// searching process has is noted in absent_workflows, with the time since when.
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
    /// A reading of the store's time, with what the machine's clocks showed then. The columns are null until a process of this version
    /// has kept one.
    /// </summary>
    private const string StoreTime =
        """
        ALTER TABLE file ADD COLUMN clock_reading INTEGER;
        ALTER TABLE file ADD COLUMN clock_wall INTEGER;
        ALTER TABLE file ADD COLUMN clock_timestamp INTEGER;
        """;

    /// <summary>The statements that lead from each version to the next, from the empty file on.</summary>
    public static IReadOnlyList<string> All { get; } = [FirstVersion, RecordOrder, GivingUp + StoreTime];
}
