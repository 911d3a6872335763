namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>
/// Runs look-ups on its own threads, which are created on demand and end when they have been idle for a while. The caller limits their
/// number.
/// </summary>
internal sealed class LookUpThreads
{
    // Enough for the resolver modules of the system. Only the used part takes memory.
    private const int StackBytes = 512 * 1024;

    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(5);

    // An object for Monitor, since idle threads wait on it.
    private readonly object _lock = new();
    private readonly Queue<NameLookUp> _handed = new();
    private readonly Action<NameLookUp> _work;
    private int _idle;

    public LookUpThreads(Action<NameLookUp> work)
    {
        _work = work;
    }

    /// <summary>Runs a look-up on an idle thread or on a new one.</summary>
    /// <param name="lookUp">The look-up.</param>
    /// <exception cref="OutOfMemoryException">The system has no further thread.</exception>
    /// <exception cref="ThreadStartException">The thread could not start.</exception>
    public void Run(NameLookUp lookUp)
    {
        lock (_lock)
        {
            if (_idle > 0)
            {
                // Subtracted here and not by the thread: the next call would hand its look-up to the same thread.
                _idle--;
                _handed.Enqueue(lookUp);
                Monitor.Pulse(_lock);
                return;
            }
        }

        // In the background, or a look-up that hangs would keep the process alive. Without the caller's execution context, or the thread
        // would hold the objects of its first attempt.
        new Thread(WorkFrom, StackBytes) { IsBackground = true, Name = "Totvs.Webhooks name look-up" }.UnsafeStart(lookUp);
    }

    private void WorkFrom(object? first)
    {
        for (NameLookUp? lookUp = (NameLookUp)first!; lookUp is not null; lookUp = Next())
        {
            _work(lookUp);
        }
    }

    private NameLookUp? Next()
    {
        lock (_lock)
        {
            _idle++;
            while (_handed.Count == 0)
            {
                if (!Monitor.Wait(_lock, IdleTime) && _handed.Count == 0)
                {
                    _idle--;
                    return null;
                }
            }

            return _handed.Dequeue();
        }
    }
}
