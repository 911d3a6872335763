using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;
using Totvs.Webhooks.Sqlite.Schema;

namespace Totvs.Webhooks.Sqlite.Recovery;

/// <summary>
/// Opens the writer's session, opens it anew after a fault, and keeps what it holds when its file is taken away. Only the writer's thread
/// calls it.
/// </summary>
internal sealed class SqliteSessionKeeper(SqliteFile file, SqliteOptions options, SqliteSchema schema, SqliteLogRestart logRestart, ILogger logger)
{
    private SqliteSession? _session;
    private bool _isFileGone;

    public string FullPath => file.FullPath;

    /// <summary>Whether there is something to do while there is nothing to write.</summary>
    public bool HasWorkOfItsOwn => _session is not null && (_session.HasSpaceToGiveBack || logRestart.IsUnderWay);

    /// <summary>The session, opened where needed.</summary>
    public SqliteSession Get()
    {
        if (_isFileGone)
        {
            PutBack();
        }

        return _session ??= Open();
    }

    /// <summary>Makes sure that what was committed can be found at the path: where the file was taken away, it is put back.</summary>
    /// <exception cref="RetryStoreException">It cannot be put back yet.</exception>
    public void EnsureStillThere()
    {
        if (!file.IsStillThere(_session!))
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

        // One that is closed can be asked nothing, and holds nothing that could be put back.
        if (_session.IsOpen && IsFileGone())
        {
            // Kept open, since nobody else can reach what is in it.
            _isFileGone = true;
            RecoveryLog.FileGone(logger, file.FullPath);
            return;
        }

        RecoveryLog.Failed(logger, exception, file.FullPath);
        Discard();
    }

    /// <summary>Does a small step of what is to be done while there is nothing to write.</summary>
    public void DoWorkOfItsOwn()
    {
        if (logRestart.IsUnderWay)
        {
            logRestart.GoOn(_session!);
        }
        else
        {
            GiveBackSpace();
        }
    }

    /// <summary>Looks after the log once a transaction is committed and known to be in the file.</summary>
    public void AfterCommit() => logRestart.AfterCommit(_session!);

    /// <summary>
    /// Closes the session, since the writer has ended in an exception. Otherwise readers would wait for the log to begin anew, and other
    /// processes for the lock of a transaction that never ends. A session whose file was taken away stays open: only it can reach what is
    /// in it.
    /// </summary>
    public void GiveUp()
    {
        logRestart.GiveUp();
        if (!_isFileGone)
        {
            Discard();
        }
    }

    /// <summary>Closes the session at the end; what it holds of a file that was taken away is put back before.</summary>
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
                RecoveryLog.Lost(logger, exception, file.FullPath);
            }
        }

        Discard();
    }

    private SqliteSession Open()
    {
        SqliteSession session = SqliteOpening.Open(file, options, schema);
        try
        {
            RecoveryLog.Opened(logger, file.FullPath, session.ReadNumber("SELECT count(*) FROM deliveries"));
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private void GiveBackSpace()
    {
        try
        {
            _session!.GiveBackSpace();
        }
        catch (SqliteException exception)
        {
            _session!.HasSpaceToGiveBack = false;
            RecoveryLog.GivingBackFailed(logger, exception, file.FullPath);
        }
    }

    private bool TryRollback()
    {
        try
        {
            _session?.Rollback();
            return _session is not { IsOpen: false };
        }
#pragma warning disable CA1031 // Whatever it is, it must not end the writer: the session is opened anew.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            RecoveryLog.Failed(logger, exception, file.FullPath);
            return false;
        }
    }

    private bool IsFileGone()
    {
        try
        {
            return !file.IsStillThere(_session!);
        }
#pragma warning disable CA1031 // Whatever it is, it must not end the writer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // Something is there, and it is not known to be another file.
            RecoveryLog.Failed(logger, exception, file.FullPath);
            return false;
        }
    }

    private void PutBack()
    {
        if (!_isFileGone)
        {
            _isFileGone = true;
            RecoveryLog.FileGone(logger, file.FullPath);
        }

        SqliteSession old = _session!;
        try
        {
            _session = SqliteRescue.Run(old, file, Open, out long count);
            RecoveryLog.PutBack(logger, file.FullPath, count);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException or RetryStoreException)
        {
            throw SqliteFaults.FileGone(file.FullPath, exception);
        }

        _isFileGone = false;
        old.Dispose();
        file.ForgetReaders();
    }

    private void Discard()
    {
        logRestart.GiveUp();

        // First this, or a session that cannot even be closed would be used again.
        SqliteSession? session = _session;
        _session = null;
        try
        {
            session?.Dispose();
        }
#pragma warning disable CA1031 // Whatever it is, it must not end the writer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            RecoveryLog.Failed(logger, exception, file.FullPath);
        }
    }
}
