using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;
using Totvs.Webhooks.Sqlite.Schema;

namespace Totvs.Webhooks.Sqlite.Recovery;

/// <summary>
/// Opens the writer's session, opens it again after a fault, and keeps its content when its file is deleted or replaced. Only the writer's
/// thread calls it.
/// </summary>
internal sealed class SqliteSessionKeeper
{
    private readonly SqliteFile _file;
    private readonly SqliteOpening _opening;
    private readonly SqliteLogRestart _logRestart;
    private readonly ILogger _logger;
    private SqliteSession? _session;
    private bool _isFileGone;

    public SqliteSessionKeeper(SqliteFile file, SqliteOpening opening, SqliteLogRestart logRestart, ILogger logger)
    {
        _file = file;
        _opening = opening;
        _logRestart = logRestart;
        _logger = logger;
    }

    public string FullPath => _file.FullPath;

    /// <summary>Whether there is something to do while there is nothing to write.</summary>
    public bool HasIdleWork => _session is not null && (_session.HasSpaceToGiveBack || _logRestart.IsRunning);

    /// <summary>The session, opened where needed.</summary>
    public SqliteSession Get()
    {
        if (_isFileGone)
        {
            PutBack();
        }

        return _session ??= _opening.Open();
    }

    /// <summary>
    /// Makes sure that what was committed can be found at the path: where the file was deleted or replaced, its content is put back.
    /// </summary>
    /// <exception cref="RetryStoreException">The content cannot be put back yet.</exception>
    public void EnsureStillThere()
    {
        if (!_file.IsStillThere(_session!))
        {
            PutBack();
        }
    }

    /// <summary>Brings the session back to a state from which the next transaction can begin.</summary>
    public void Recover(Exception exception)
    {
        bool isSound = TryRollback() && (!SqliteFaults.IsOfTheFile(exception) || SqliteFaults.IsBusy(exception));
        if (isSound || _session is null || _isFileGone)
        {
            return;
        }

        // A closed session holds nothing that could be put back.
        if (_session.IsOpen && IsFileGone())
        {
            NoteFileGone();
            return;
        }

        RecoveryLog.Failed(_logger, exception, _file.FullPath);
        Discard();
    }

    /// <summary>Does a small step of what is to be done while there is nothing to write.</summary>
    public void DoIdleWork()
    {
        if (_logRestart.IsRunning)
        {
            _logRestart.Continue(_session!);
        }
        else
        {
            SqliteFreeSpace.GiveBack(_session!, _file.FullPath, _logger);
        }
    }

    /// <summary>Restarts the log when that is due. Called when a transaction is committed and known to be in the file.</summary>
    public void AfterCommit() => _logRestart.AfterCommit(_session!);

    /// <summary>
    /// Closes the session, since the writer has ended in an exception. Otherwise readers would wait for the restart of the log, and other
    /// processes for the lock of a transaction that never ends. A session whose file was deleted or replaced stays open: its content can
    /// be read only through it.
    /// </summary>
    public void GiveUp()
    {
        _logRestart.GiveUp();
        if (!_isFileGone)
        {
            Discard();
        }
    }

    /// <summary>Closes the session at the end. The content of a file that was deleted or replaced is put back before.</summary>
    public void Close()
    {
        if (_session is not null && (_isFileGone || IsFileGone()))
        {
            try
            {
                PutBack();
            }
            catch (RetryStoreException exception)
            {
                RecoveryLog.Lost(_logger, exception, _file.FullPath);
            }
        }

        Discard();
    }

    private bool TryRollback() => Try(() =>
    {
        _session?.Rollback();
        return _session is not { IsOpen: false };
    });

    // A check that fails proves no other file: something is at the path.
    private bool IsFileGone() => Try(() => !_file.IsStillThere(_session!));

    /// <summary>Notes that the session's file is gone. The session is kept open, since its content can be read only through it.</summary>
    private void NoteFileGone()
    {
        if (!_isFileGone)
        {
            _isFileGone = true;
            RecoveryLog.FileGone(_logger, _file.FullPath);
        }
    }

    private void PutBack()
    {
        NoteFileGone();
        SqliteSession old = _session!;
        try
        {
            _session = SqliteRescue.Run(old, _file, _opening.Open, out long count);
            RecoveryLog.PutBack(_logger, _file.FullPath, count);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException or RetryStoreException)
        {
            throw SqliteFaults.FileGone(_file.FullPath, exception);
        }

        _isFileGone = false;
        old.Dispose();
        _file.ForgetReaders();
    }

    private void Discard()
    {
        _logRestart.GiveUp();

        // Before it is disposed of: a session that cannot even be closed would be used again.
        SqliteSession? session = _session;
        _session = null;
        Try(() =>
        {
            session?.Dispose();
            return true;
        });
    }

    private bool Try(Func<bool> work)
    {
        try
        {
            return work();
        }
#pragma warning disable CA1031 // Whatever it is, it must not end the writer: the session is opened again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            RecoveryLog.Failed(_logger, exception, _file.FullPath);
            return false;
        }
    }
}
