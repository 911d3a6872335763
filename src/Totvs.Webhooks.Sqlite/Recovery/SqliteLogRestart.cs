using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Recovery;

/// <summary>
/// Lets the write-ahead log begin anew when it has grown too long, or holds definitions that were overwritten since. SQLite does so by
/// itself only in a moment without readers, which never comes while they overlap; so those of this process are held back until it has
/// come. Only the writer's thread calls it.
/// </summary>
internal sealed class SqliteLogRestart(SqliteFile file, SqliteReaders readers, long longestLog, ILogger logger)
{
    /// <summary>How long readers of this process are held back at most, where one of them takes long.</summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(5);

    /// <summary>How long another process is waited for: it cannot be made to end its transaction.</summary>
    private static readonly TimeSpan PatienceWithOthers = TimeSpan.FromMilliseconds(500);

    /// <summary>How long until the next try after one that failed, unless the log has grown by its longest length before.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(10);

    // In real time, as SQLite's own waits for locks are.
    private readonly Stopwatch _sinceBegin = new();
    private readonly Stopwatch _sinceLastReader = new();
    private bool _isPausing;
    private long _lengthAtPause;
    private long _warnedLength;

    /// <summary>Whether a restart is under way, and is to be gone on with also while there is nothing to write.</summary>
    public bool IsUnderWay { get; private set; }

    /// <summary>Looks, after a commit, whether a restart is due, and goes on with it.</summary>
    /// <param name="session">The writer's session, in no transaction.</param>
    public void AfterCommit(SqliteSession session)
    {
        if (!IsUnderWay)
        {
            bool isDue = session.HasOverwritten || file.LogLength > longestLog;
            if (!isDue || IsPausing())
            {
                return;
            }

            IsUnderWay = true;
            readers.CloseGate();
            _sinceBegin.Restart();
            _sinceLastReader.Reset();
        }

        GoOn(session, patience: TimeSpan.Zero);
    }

    /// <summary>Goes on with the restart while there is nothing to write.</summary>
    /// <param name="session">The writer's session, in no transaction.</param>
    public void GoOn(SqliteSession session) => GoOn(session, Turn);

    /// <summary>Ends what is under way, so that readers go on: the session ends, or has failed.</summary>
    public void GiveUp()
    {
        if (IsUnderWay)
        {
            End(isPausing: true);
        }
    }

    private void GoOn(SqliteSession session, TimeSpan patience)
    {
        try
        {
            if (readers.WaitUntilNone(patience))
            {
                _sinceLastReader.Start();
                if (session.TryRestartLog())
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
            RecoveryLog.LogNotRestarted(logger, exception, file.FullPath);
            return;
        }

        if (_sinceLastReader.Elapsed >= PatienceWithOthers || _sinceBegin.Elapsed >= LongestHold)
        {
            End(isPausing: true);
            WarnOfOthers();
        }
    }

    private void End(bool isPausing)
    {
        IsUnderWay = false;
        _isPausing = isPausing;
        _lengthAtPause = file.LogLength;
        readers.OpenGate();
    }

    // By size as well: a fast writer fills the disk in a pause that is counted in time alone.
    private bool IsPausing() => _isPausing && _sinceBegin.Elapsed < Pause && file.LogLength < _lengthAtPause + longestLog;

    private void WarnOfOthers()
    {
        // Said again when it has doubled, not at each try.
        if (file.LogLength > longestLog && file.LogLength >= _warnedLength * 2)
        {
            _warnedLength = file.LogLength;
            RecoveryLog.LogGrows(logger, file.FullPath, file.LogLength / (1024 * 1024));
        }
    }
}
