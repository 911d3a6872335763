namespace Totvs.Webhooks.Sqlite.Connections;

/// <summary>
/// Counts the readers of this process that are in the file, and holds further ones back while its gate is closed. Without the gate
/// readers overlap, and the moment without any that the write-ahead log needs in order to be cut never comes.
/// </summary>
internal sealed class SqliteReaders
{
    private readonly object _lock = new();
    private TaskCompletionSource? _gate;
    private int _count;

    /// <summary>Enters once the gate is open. Each reader that entered must <see cref="Leave"/>.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        while (TryEnter() is { } opening)
        {
            await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            _count--;
            Monitor.PulseAll(_lock);
        }
    }

    public void CloseGate()
    {
        lock (_lock)
        {
            _gate ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void OpenGate()
    {
        lock (_lock)
        {
            _gate?.SetResult();
            _gate = null;
        }
    }

    /// <summary>Blocks this thread until no reader is in the file.</summary>
    /// <param name="timeout">How long at most.</param>
    /// <returns>Whether there is none.</returns>
    public bool WaitUntilNone(TimeSpan timeout)
    {
        lock (_lock)
        {
            return _count == 0 || (Monitor.Wait(_lock, timeout) && _count == 0);
        }
    }

    /// <summary>Enters if the gate is open.</summary>
    /// <returns>A task that ends when the gate opens; <see langword="null"/> when the reader has entered.</returns>
    private Task? TryEnter()
    {
        lock (_lock)
        {
            if (_gate is not null)
            {
                return _gate.Task;
            }

            _count++;
            return null;
        }
    }
}
