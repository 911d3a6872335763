namespace Totvs.Webhooks.Sqlite.Connections;

/// <summary>The statements that more than one class runs.</summary>
internal static class SqliteCommands
{
    /// <summary>Begins a transaction that holds the write lock from the start, so that it cannot fail for it later.</summary>
    public const string Begin = "BEGIN IMMEDIATE";

    public const string Commit = "COMMIT";

    public const string Rollback = "ROLLBACK";

    /// <summary>Moves the write-ahead log into the file and cuts it to nothing; reads 0 when that was possible.</summary>
    public const string CutLog = "PRAGMA wal_checkpoint(TRUNCATE)";

    public const string CountUnfinished = "SELECT count(*) FROM deliveries";
}
