namespace Totvs.Webhooks.Sqlite.Connections;

/// <summary>
/// How many readers of this process are in the file, and a gate before them: while it is closed no more go in, so that there comes a
/// moment without any. Only then can the write-ahead log begin anew.
/// </summary>
internal sealed class SqliteReaders
{
    private readonly object _lock = new();
    private TaskCompletionSource? _gate;
    private int _count;

    /// <summary>Goes in, once the gate is open. Each that went in must <see cref="Leave"/>.</summary>
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

    /// <summary>Waits on this thread until there is no reader.</summary>
    /// <param name="patience">How long at most.</param>
    /// <returns>Whether there is none.</returns>
    public bool WaitUntilNone(TimeSpan patience)
    {
        lock (_lock)
        {
            return _count == 0 || (Monitor.Wait(_lock, patience) && _count == 0);
        }
    }

    /// <summary>Goes in if the gate is open.</summary>
    /// <returns>The opening to wait for; <see langword="null"/> when it went in.</returns>
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
