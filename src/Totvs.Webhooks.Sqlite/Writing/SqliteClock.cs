using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;
using Totvs.Webhooks.Sqlite.Queue;
using Totvs.Webhooks.Sqlite.Schema;

namespace Totvs.Webhooks.Sqlite.Writing;

/// <summary>
/// Gives each transaction its time, by the reading that the file keeps, and keeps a new reading with what is written. Only the writer's
/// thread calls it, within a transaction: otherwise another process could keep a reading in between.
/// </summary>
internal sealed class SqliteClock
{
    /// <summary>
    /// How old the kept reading may become before the next write replaces it: one page is written for it each second, not each commit.
    /// </summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private readonly StoreClock _clock;
    private readonly SqliteSchema _schema;
    private readonly LongestWaits _longestWaits;
    private readonly string _path;
    private readonly ILogger _logger;
    private StoreReading? _kept;
    private StoreReading _now;
    private int _changesBefore;
    private bool _isKept;

    public SqliteClock(StoreClock clock, SqliteSchema schema, LongestWaits longestWaits, string path, ILogger logger)
    {
        _clock = clock;
        _schema = schema;
        _longestWaits = longestWaits;
        _path = path;
        _logger = logger;
    }

    /// <summary>The time of the transaction that has just begun.</summary>
    public DateTimeOffset Begin(SqliteSession session)
    {
        _isKept = false;
        _changesBefore = session.ChangeCount;
        if (!_schema.KeepsTime)
        {
            return _clock.Now;
        }

        _kept = SqliteClockReading.Read(session);
        _now = _kept is { } kept ? _clock.Follow(kept) : _clock.Begin();
        if (_kept is null)
        {
            BeginKeeping(session);
        }

        return _now.Time;
    }

    /// <summary>
    /// Keeps the time of the transaction, if it has changed something and the reading in the file is old. Called before the commit.
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
            _clock.NoteKept(_now);
        }
    }

    private void BeginKeeping(SqliteSession session)
    {
        int count = DeliveryDueTimes.Correct(session, _now.Time, _longestWaits);
        if (count > 0)
        {
            WritingLog.MadeDue(_logger, count, _path);
        }

        Write(session);
    }

    private void Write(SqliteSession session)
    {
        SqliteClockReading.Write(session, _now);
        _isKept = true;
    }

    /// <summary>Whether the kept reading is too old, or is one of a wall clock that has been set since.</summary>
    private bool IsOld(StoreReading kept) => _now.Time - kept.Time >= MaxAge || (_now.Wall - kept.Wall).Duration() >= MaxAge;
}
