using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Recovery;

/// <summary>
/// Restarts the write-ahead log when it has grown too long, or holds definitions that were overwritten since. SQLite does so by itself
/// only in a moment without readers, which never comes while readers overlap; so those of this process are held back until the log is
/// cut. Only the writer's thread calls it.
/// </summary>
internal sealed class SqliteLogRestart
{
    private const long BytesPerMegabyte = 1024 * 1024;

    /// <summary>How long readers of this process are held back at most, where one of them takes long.</summary>
    private static readonly TimeSpan MaxHold = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait for a transaction of another process, which cannot be made to end.</summary>
    private static readonly TimeSpan MaxWaitForOthers = TimeSpan.FromMilliseconds(500);

    /// <summary>How long until the next try after one that failed, unless the log has grown by its maximum length before.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(10);

    private readonly SqliteFile _file;
    private readonly SqliteReaders _readers;
    private readonly long _maxLogLength;
    private readonly ILogger _logger;

    // In real time, as SQLite's own waits for locks are.
    private readonly Stopwatch _sinceBegin = new();
    private readonly Stopwatch _sinceLastReader = new();
    private bool _isPausing;
    private long _lengthAtPause;
    private long _warnedLength;

    public SqliteLogRestart(SqliteFile file, SqliteReaders readers, long maxLogLength, ILogger logger)
    {
        _file = file;
        _readers = readers;
        _maxLogLength = maxLogLength;
        _logger = logger;
    }

    /// <summary>Whether a restart is running, which is continued also while there is nothing to write.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>Begins a restart after a commit, if one is due, and continues it.</summary>
    /// <param name="session">The writer's session, in no transaction.</param>
    public void AfterCommit(SqliteSession session)
    {
        if (!IsRunning)
        {
            bool isDue = session.HasOverwritten || _file.LogLength > _maxLogLength;
            if (!isDue || IsPausing())
            {
                return;
            }

            IsRunning = true;
            _readers.CloseGate();
            _sinceBegin.Restart();
            _sinceLastReader.Reset();
        }

        Continue(session, wait: TimeSpan.Zero);
    }

    /// <summary>Continues the restart while there is nothing to write.</summary>
    /// <param name="session">The writer's session, in no transaction.</param>
    public void Continue(SqliteSession session) => Continue(session, Turn);

    /// <summary>Ends a restart that is running, since the session ends or has failed. Otherwise readers would never continue.</summary>
    public void GiveUp()
    {
        if (IsRunning)
        {
            End(isPausing: true);
        }
    }

    private void Continue(SqliteSession session, TimeSpan wait)
    {
        try
        {
            if (_readers.WaitUntilNone(wait))
            {
                _sinceLastReader.Start();
                if (session.TryCutLog())
                {
                    session.HasOverwritten = false;
                    _warnedLength = 0;
                    End(isPausing: false);
                    return;
                }
            }
        }
        catch (SqliteException exception)
        {
            End(isPausing: true);
            RecoveryLog.LogNotRestarted(_logger, exception, _file.FullPath);
            return;
        }

        if (_sinceLastReader.Elapsed >= MaxWaitForOthers || _sinceBegin.Elapsed >= MaxHold)
        {
            End(isPausing: true);
            WarnOfOthers();
        }
    }

    private void End(bool isPausing)
    {
        IsRunning = false;
        _isPausing = isPausing;
        _lengthAtPause = _file.LogLength;
        _readers.OpenGate();
    }

    // By size as well: a fast writer would fill the disk in a pause that is counted in time alone.
    private bool IsPausing() => _isPausing && _sinceBegin.Elapsed < Pause && _file.LogLength < _lengthAtPause + _maxLogLength;

    private void WarnOfOthers()
    {
        // Logged again when the length has doubled, not at each try.
        if (_file.LogLength > _maxLogLength && _file.LogLength >= _warnedLength * 2)
        {
            _warnedLength = _file.LogLength;
            RecoveryLog.LogGrows(_logger, _file.FullPath, _file.LogLength / BytesPerMegabyte);
        }
    }
}
