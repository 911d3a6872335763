using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Sqlite.Writing;

/// <summary>
/// The queue of writes between the callers and the one writer. It is bounded: when it is full, callers wait, without blocking a thread,
/// until the writer has taken some.
/// </summary>
internal sealed class SqliteWriteQueue : IDisposable
{
    private readonly object _gate = new();
    private readonly SemaphoreSlim _room;
    private readonly Queue<SqliteWrite> _writes = new();
    private bool _isClosed;
    private RetryStoreException? _fault;

    /// <summary>Creates a queue.</summary>
    /// <param name="capacity">How many writes it holds at most.</param>
    public SqliteWriteQueue(int capacity) => _room = new SemaphoreSlim(capacity);

    /// <summary>Adds a write.</summary>
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
                // Without this the callers that wait for room would never find out that the queue is closed.
                _room.Release();
                throw _fault is { } fault
                    ? new RetryStoreException(fault.Message, fault.IsTransient, fault)
                    : new ObjectDisposedException(nameof(SqliteRetryStore));
            }

            _writes.Enqueue(write);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Takes the batch of the next commit: queued writes up to a weight. Only the writer's thread calls this.</summary>
    /// <param name="batch">Receives the writes.</param>
    /// <param name="maxWeight">The maximum sum of their weights; a heavier write is taken alone.</param>
    /// <param name="wait">Whether to wait, without a limit, for the first write.</param>
    /// <returns>Whether more may come; <see langword="false"/> when the queue is closed and empty.</returns>
    public bool Take(List<SqliteWrite> batch, int maxWeight, bool wait)
    {
        lock (_gate)
        {
            while (_writes.Count == 0 && wait && !_isClosed)
            {
                Monitor.Wait(_gate);
            }

            int weight = 0;
            while (_writes.TryPeek(out SqliteWrite? write) && (batch.Count == 0 || weight + write.Weight <= maxWeight))
            {
                weight += write.Weight;
                batch.Add(_writes.Dequeue());
            }

            if (batch.Count > 0)
            {
                _room.Release(batch.Count);
            }

            return batch.Count > 0 || !_isClosed;
        }
    }

    /// <summary>Accepts no more writes. Those in the queue can still be taken.</summary>
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
