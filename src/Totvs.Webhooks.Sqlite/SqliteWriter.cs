using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Sqlite;

/// <summary>
/// The one place that writes: a thread of its own, since SQLite blocks. It takes whatever has queued while the commit before was under way,
/// does all of it in one transaction, and lets the callers go on after the commit. It never waits for company.
/// </summary>
internal sealed class SqliteWriter
{
    /// <summary>How many rows a transaction holds at most, about; a bound on how long those who come next must wait.</summary>
    private const int WeightLimit = 4_096;

    private readonly SqliteFile _file;
    private readonly SqliteOptions _options;
    private readonly SqliteSchema _schema;
    private readonly SqliteWriteQueue _queue;
    private readonly StoreClock _clock;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Only the writer's thread touches these.
    private SqliteSession? _session;
    private bool _isFileGone;
    private long _commitCount;

    public SqliteWriter(SqliteFile file, SqliteOptions options, SqliteSchema schema, SqliteWriteQueue queue, StoreClock clock, ILogger logger)
    {
        _file = file;
        _options = options;
        _schema = schema;
        _queue = queue;
        _clock = clock;
        _logger = logger;
        _thread = new Thread(Run) { IsBackground = true, Name = "Totvs.Webhooks.Sqlite writer" };
        _thread.Start();
    }

    /// <summary>Ends when the queue is closed, everything in it is done, and the file is closed.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Waits for the same, on this thread.</summary>
    public void Join() => _thread.Join();

    /// <summary>How many transactions were committed; tells how many callers shared one.</summary>
    public long CommitCount => Interlocked.Read(ref _commitCount);

    private void Run()
    {
        var company = new List<SqliteWrite>();
        try
        {
            while (_queue.Take(company, WeightLimit, wait: _session is not { HasSpaceToGiveBack: true }))
            {
                if (company.Count == 0)
                {
                    GiveBackSpace();
                    continue;
                }

                company.RemoveAll(write => !write.IsWanted);
                CommitTogether(company);
                company.Clear();
            }

            PutBackBeforeTheEnd();
            Close();
            _ended.SetResult();
        }
#pragma warning disable CA1031 // The edge of the thread: an exception that left it would end the host's process.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            SqliteLog.Ended(_logger, exception, _file.FullPath);
            _queue.Close();
            do
            {
                company.ForEach(write => write.Fail(exception));
                company.Clear();
            }
            while (_queue.Take(company, WeightLimit, wait: false));

            _ended.SetException(exception);
        }
    }

    private void CommitTogether(List<SqliteWrite> company)
    {
        if (company.Count == 0)
        {
            return;
        }

        try
        {
            Commit(company);
        }
#pragma warning disable CA1031 // The edge of the transaction: whatever went wrong goes to the callers that wait.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Recover(exception);
            if (company.Count > 1 && !SqliteFaults.IsOfTheFile(exception))
            {
                // One of them cannot be done. Each gets a transaction of its own, so that only that one fails.
                foreach (SqliteWrite write in company)
                {
                    CommitTogether([write]);
                }

                return;
            }

            Exception fault = exception is SqliteException or IOException or UnauthorizedAccessException
                ? SqliteFaults.Translate(exception, _file.FullPath)
                : exception;
            foreach (SqliteWrite write in company)
            {
                write.Fail(fault);
            }

            return;
        }

        foreach (SqliteWrite write in company)
        {
            write.Complete();
        }
    }

    private void Commit(List<SqliteWrite> company)
    {
        if (_isFileGone)
        {
            PutBack();
        }

        SqliteSession session = _session ??= Open();
        session.Begin(_clock.Now);
        foreach (SqliteWrite write in company)
        {
            write.Execute(session);
        }

        session.Commit();
        Interlocked.Increment(ref _commitCount);

        // The commit is only worth something if the file can be found again.
        if (!_file.IsStillThere())
        {
            PutBack();
        }
    }

    private SqliteSession Open()
    {
        SqliteSession session = SqliteSession.Open(_file, _options, _schema);
        SqliteLog.Opened(_logger, _file.FullPath, session.ReadNumber("SELECT count(*) FROM deliveries"));
        return session;
    }

    /// <summary>Brings the writer back to a state from which the next transaction can begin.</summary>
    private void Recover(Exception exception)
    {
        bool isSound = TryRollback() && (!SqliteFaults.IsOfTheFile(exception) || SqliteFaults.IsBusy(exception));
        if (isSound || _session is null || _isFileGone)
        {
            return;
        }

        if (IsFileGone())
        {
            // Kept open, since nobody else can reach what is in it.
            _isFileGone = true;
            SqliteLog.FileGone(_logger, _file.FullPath);
            return;
        }

        SqliteLog.Failed(_logger, exception, _file.FullPath);
        Close();
    }

    private bool TryRollback()
    {
        try
        {
            _session?.Rollback();
            return true;
        }
        catch (SqliteException exception)
        {
            SqliteLog.Failed(_logger, exception, _file.FullPath);
            return false;
        }
    }

    private bool IsFileGone()
    {
        try
        {
            return !_file.IsStillThere();
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            // Something is there, and it is not known to be another file.
            SqliteLog.Failed(_logger, exception, _file.FullPath);
            return false;
        }
    }

    private void PutBack()
    {
        if (!_isFileGone)
        {
            _isFileGone = true;
            SqliteLog.FileGone(_logger, _file.FullPath);
        }

        SqliteSession old = _session!;
        try
        {
            _session = SqliteRescue.Run(old, _file, Open, out long count);
            SqliteLog.PutBack(_logger, _file.FullPath, count);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException or RetryStoreException)
        {
            throw SqliteFaults.FileGone(_file.FullPath, exception);
        }

        _isFileGone = false;
        old.Dispose();
        _file.ForgetReaders();
    }

    private void PutBackBeforeTheEnd()
    {
        if (_session is null || !(_isFileGone || IsFileGone()))
        {
            return;
        }

        try
        {
            PutBack();
        }
        catch (RetryStoreException exception)
        {
            SqliteLog.Lost(_logger, exception, _file.FullPath);
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
            SqliteLog.GivingBackFailed(_logger, exception, _file.FullPath);
        }
    }

    private void Close()
    {
        _session?.Dispose();
        _session = null;
    }
}
