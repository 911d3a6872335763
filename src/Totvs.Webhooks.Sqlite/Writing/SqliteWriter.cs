using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;
using Totvs.Webhooks.Sqlite.Recovery;

namespace Totvs.Webhooks.Sqlite.Writing;

/// <summary>
/// The one place that writes: a thread of its own, since SQLite blocks. It takes whatever has queued while the commit before was under way,
/// does all of it in one transaction, and lets the callers go on after the commit. It never waits for company.
/// </summary>
internal sealed class SqliteWriter
{
    /// <summary>How many rows a transaction holds at most, about; a bound on how long those who come next must wait.</summary>
    private const int WeightLimit = 4_096;

    private readonly SqliteSessionKeeper _keeper;
    private readonly SqliteWriteQueue _queue;
    private readonly SqliteClock _clock;
    private readonly SqliteWriterLog _log;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _commitCount;

    public SqliteWriter(SqliteSessionKeeper keeper, SqliteWriteQueue queue, SqliteClock clock, SqliteWriterLog log)
    {
        _keeper = keeper;
        _queue = queue;
        _clock = clock;
        _log = log;
        _thread = new Thread(Run) { IsBackground = true, Name = "Totvs.Webhooks.Sqlite writer" };
        _thread.Start();
    }

    /// <summary>
    /// Ends when the queue is closed, everything in it is done, and the file is closed. Throws nothing: what went wrong went to the
    /// callers, and to the log.
    /// </summary>
    public Task Ended => _ended.Task;

    /// <summary>How many transactions were committed; tells how many callers shared one.</summary>
    public long CommitCount => Interlocked.Read(ref _commitCount);

    /// <summary>Waits on this thread until the writer has ended.</summary>
    public void Join() => _thread.Join();

    private void Run()
    {
        var company = new List<SqliteWrite>();
        try
        {
            while (_queue.Take(company, WeightLimit, wait: !_keeper.HasWorkOfItsOwn))
            {
                if (company.Count == 0)
                {
                    _keeper.DoWorkOfItsOwn();
                    _log.Flush();
                    continue;
                }

                company.RemoveAll(write => !write.IsWanted);
                CommitTogether(company);
                company.Clear();
                _log.Flush();
            }

            _keeper.Close();
        }
#pragma warning disable CA1031 // The edge of the thread: an exception that left it would end the host's process.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _keeper.GiveUp();
            RetryStoreException fault = SqliteFaults.WriterEnded(_keeper.FullPath, exception);
            _queue.Close(fault);
            do
            {
                company.ForEach(write => write.Fail(fault));
                company.Clear();
            }
            while (_queue.Take(company, WeightLimit, wait: false));

            WritingLog.Ended(_log, exception, _keeper.FullPath);
        }

        _log.Flush();
        _ended.SetResult();
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
            _keeper.Recover(exception);
            if (company.Count > 1 && !SqliteFaults.IsOfTheFile(exception))
            {
                // One of them cannot be done. Each gets a transaction of its own, so that only that one fails.
                foreach (SqliteWrite write in company)
                {
                    CommitTogether([write]);
                }

                return;
            }

            // A request that makes no sense is its caller's own fault, and comes back as it is.
            Exception fault = exception is ArgumentException or NullReferenceException ? exception : SqliteFaults.Translate(exception, _keeper.FullPath);
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
        SqliteSession session = _keeper.Get();
        session.Begin();
        session.Now = _clock.Begin(session);
        foreach (SqliteWrite write in company)
        {
            write.Execute(session);
        }

        _clock.Keep(session);
        session.Commit();
        _clock.NoteCommitted();
        Interlocked.Increment(ref _commitCount);

        // The commit is only worth something if the file can be found again.
        _keeper.EnsureStillThere();
        _keeper.AfterCommit();
    }
}
