using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;
using Totvs.Webhooks.Sqlite.Recovery;

namespace Totvs.Webhooks.Sqlite.Writing;

/// <summary>
/// The one place that writes, on a thread of its own, since SQLite blocks. It takes the writes that were queued during the commit before,
/// does all of them in one transaction, and completes them after the commit. It never waits for further writes to join a batch.
/// </summary>
internal sealed class SqliteWriter
{
    /// <summary>About how many rows a transaction holds at most; a bound on how long the next callers wait.</summary>
    private const int MaxWeight = 4_096;

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
    /// Ends when the queue is closed, everything in it is done, and the file is closed. Throws nothing: faults are given to the callers
    /// and logged.
    /// </summary>
    public Task Ended => _ended.Task;

    /// <summary>How many transactions were committed.</summary>
    public long CommitCount => Interlocked.Read(ref _commitCount);

    /// <summary>Blocks this thread until the writer has ended.</summary>
    public void Join() => _thread.Join();

    private void Run()
    {
        var batch = new List<SqliteWrite>();
        try
        {
            while (_queue.Take(batch, MaxWeight, wait: !_keeper.HasIdleWork))
            {
                if (batch.Count == 0)
                {
                    _keeper.DoIdleWork();
                    _log.Flush();
                    continue;
                }

                batch.RemoveAll(write => !write.IsWanted);
                CommitTogether(batch);
                batch.Clear();
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
                batch.ForEach(write => write.Fail(fault));
                batch.Clear();
            }
            while (_queue.Take(batch, MaxWeight, wait: false));

            WritingLog.Ended(_log, exception, _keeper.FullPath);
        }

        _log.Flush();
        _ended.SetResult();
    }

    private void CommitTogether(List<SqliteWrite> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            Commit(batch);
        }
#pragma warning disable CA1031 // The edge of the transaction: any fault is given to the callers that wait.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _keeper.Recover(exception);
            if (batch.Count > 1 && !SqliteFaults.IsOfTheFile(exception))
            {
                // One of the writes cannot be done. Each gets a transaction of its own, so that only that one fails.
                foreach (SqliteWrite write in batch)
                {
                    CommitTogether([write]);
                }

                return;
            }

            // An invalid request is its caller's own fault, and is thrown as it is.
            Exception fault = exception is ArgumentException or NullReferenceException
                ? exception
                : SqliteFaults.Translate(exception, _keeper.FullPath);
            foreach (SqliteWrite write in batch)
            {
                write.Fail(fault);
            }

            return;
        }

        foreach (SqliteWrite write in batch)
        {
            write.Complete();
        }
    }

    private void Commit(List<SqliteWrite> batch)
    {
        SqliteSession session = _keeper.Get();
        session.Begin();
        session.Now = _clock.Begin(session);
        foreach (SqliteWrite write in batch)
        {
            write.Execute(session);
        }

        _clock.Keep(session);
        session.Commit();
        _clock.NoteCommitted();
        Interlocked.Increment(ref _commitCount);

        // Without this check writes that went to a deleted file would be reported as kept.
        _keeper.EnsureStillThere();
        _keeper.AfterCommit();
    }
}
