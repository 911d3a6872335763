using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Queue;

/// <summary>The reading of the store's time in the file: by it the due times of all deliveries count.</summary>
internal static class SqliteClockReading
{
    public const string Columns = "clock_reading, clock_wall, clock_timestamp";

    private const string Select = $"SELECT {Columns} FROM file";

    private const string Update = $"UPDATE file SET ({Columns}) = (?1, ?2, ?3)";

    /// <summary>Reads the kept reading; <see langword="null"/> when there is none yet.</summary>
    public static StoreReading? Read(SqliteSession session)
    {
        SqliteStatement statement = session.Prepared(Select);
        if (!statement.Read())
        {
            return null;
        }

        StoreReading? kept = statement.IsNull(0)
            ? null
            : new StoreReading(
                DeliveryColumns.ToTime(statement.GetLong(0)),
                DeliveryColumns.ToTime(statement.GetLong(1)),
                statement.GetLong(2));
        statement.Reset();
        return kept;
    }

    public static void Write(SqliteSession session, StoreReading reading) => session.Prepared(Update)
        .Bind(1, reading.Time.UtcTicks)
        .Bind(2, reading.Wall.UtcTicks)
        .Bind(3, reading.Timestamp)
        .Execute();
}
