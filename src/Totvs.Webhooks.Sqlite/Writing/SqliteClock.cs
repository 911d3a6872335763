using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;
using Totvs.Webhooks.Sqlite.Queue;
using Totvs.Webhooks.Sqlite.Schema;

namespace Totvs.Webhooks.Sqlite.Writing;

/// <summary>
/// Gives each transaction its time, by the reading that the file keeps, and keeps a new one with what is written. Only the writer's
/// thread calls it, within a transaction, so that no other process can keep a reading in between.
/// </summary>
internal sealed class SqliteClock(StoreClock clock, SqliteSchema schema, LongestWaits longestWaits, string path, ILogger logger)
{
    private const string Select = "SELECT clock_reading, clock_wall, clock_timestamp FROM file";

    private const string Update = "UPDATE file SET clock_reading = ?1, clock_wall = ?2, clock_timestamp = ?3";

    /// <summary>
    /// How old the kept reading may become before what is written takes a new one with it: a page a second, not one a commit.
    /// </summary>
    private static readonly TimeSpan LongestAge = TimeSpan.FromSeconds(1);

    private StoreReading? _kept;
    private StoreReading _now;
    private int _changesBefore;
    private bool _isKept;

    /// <summary>The time of the transaction that has just begun.</summary>
    public DateTimeOffset Begin(SqliteSession session)
    {
        _isKept = false;
        _changesBefore = session.ChangeCount;
        if (!schema.KeepsTime)
        {
            return clock.Now;
        }

        _kept = Read(session);
        _now = _kept is { } kept ? clock.Follow(kept) : clock.Begin();
        if (_kept is null)
        {
            BeginKeeping(session);
        }

        return _now.Time;
    }

    /// <summary>
    /// Keeps the time of the transaction, where it has changed something and the reading in the file is old. Called before the commit.
    /// </summary>
    public void Keep(SqliteSession session)
    {
        if (_kept is { } kept && session.ChangeCount != _changesBefore && IsOld(kept))
        {
            Write(session);
        }
    }

    /// <summary>Called after the commit.</summary>
    public void NoteCommitted()
    {
        if (_isKept)
        {
            clock.NoteKept(_now);
        }
    }

    private void BeginKeeping(SqliteSession session)
    {
        int count = DeliveryDueTimes.Correct(session, _now.Time, longestWaits);
        if (count > 0)
        {
            WritingLog.MadeDue(logger, count, path);
        }

        Write(session);
    }

    private void Write(SqliteSession session)
    {
        session.Prepared(Update).Bind(1, _now.Time.UtcTicks).Bind(2, _now.Wall.UtcTicks).Bind(3, _now.Timestamp).Execute();
        _isKept = true;
    }

    /// <summary>Whether the kept reading is of no more use: too long ago, or of a wall clock that has been set since.</summary>
    private bool IsOld(StoreReading kept) => _now.Time - kept.Time >= LongestAge || (_now.Wall - kept.Wall).Duration() >= LongestAge;

    private static StoreReading? Read(SqliteSession session)
    {
        SqliteStatement statement = session.Prepared(Select);
        if (!statement.Read())
        {
            return null;
        }

        StoreReading? kept = statement.IsNull(0)
            ? null
            : new StoreReading(DeliveryColumns.ToTime(statement.GetLong(0)), DeliveryColumns.ToTime(statement.GetLong(1)), statement.GetLong(2));
        statement.Reset();
        return kept;
    }
}
