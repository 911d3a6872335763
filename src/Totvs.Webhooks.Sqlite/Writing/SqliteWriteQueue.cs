using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Sqlite.Writing;

/// <summary>
/// Where callers leave their writes for the one writer. It is bounded: when it is full, callers wait, without holding a thread, until
/// the writer has taken some.
/// </summary>
/// <param name="capacity">How many writes it holds at most.</param>
internal sealed class SqliteWriteQueue(int capacity) : IDisposable
{
    private readonly object _gate = new();
    private readonly SemaphoreSlim _room = new(capacity);
    private readonly Queue<SqliteWrite> _writes = new();
    private bool _isClosed;
    private RetryStoreException? _fault;

    /// <summary>Leaves a write.</summary>
    /// <param name="write">The write.</param>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    /// <exception cref="ObjectDisposedException">The queue is closed.</exception>
    /// <exception cref="RetryStoreException">The queue is closed, since the writer has failed.</exception>
    public async ValueTask AddAsync(SqliteWrite write, CancellationToken cancellationToken)
    {
        if (!_room.Wait(0, CancellationToken.None))
        {
            await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        lock (_gate)
        {
            if (_isClosed)
            {
                // Whoever waits behind this one must find out too.
                _room.Release();
                throw _fault is { } fault
                    ? new RetryStoreException(fault.Message, fault.IsTransient, fault)
                    : new ObjectDisposedException(nameof(SqliteRetryStore));
            }

            _writes.Enqueue(write);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Takes what has queued, up to a weight: the company of the next commit. Only the writer's thread calls this.</summary>
    /// <param name="taken">Receives the writes.</param>
    /// <param name="weightLimit">What their weights may sum to; a heavier write comes alone.</param>
    /// <param name="wait">Whether to wait, as long as it takes, for the first one.</param>
    /// <returns>Whether more may come; <see langword="false"/> when the queue is closed and empty.</returns>
    public bool Take(List<SqliteWrite> taken, int weightLimit, bool wait)
    {
        lock (_gate)
        {
            while (_writes.Count == 0 && wait && !_isClosed)
            {
                Monitor.Wait(_gate);
            }

            int weight = 0;
            while (_writes.TryPeek(out SqliteWrite? write) && (taken.Count == 0 || weight + write.Weight <= weightLimit))
            {
                weight += write.Weight;
                taken.Add(_writes.Dequeue());
            }

            if (taken.Count > 0)
            {
                _room.Release(taken.Count);
            }

            return taken.Count > 0 || !_isClosed;
        }
    }

    /// <summary>Takes no more writes. Those in it are still handed out.</summary>
    /// <param name="fault">What callers get from now on; <see langword="null"/> when the store was disposed of in good order.</param>
    public void Close(RetryStoreException? fault = null)
    {
        lock (_gate)
        {
            _isClosed = true;
            _fault ??= fault;
            Monitor.Pulse(_gate);
        }
    }

    public void Dispose() => _room.Dispose();
}
