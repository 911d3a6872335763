namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>
/// Runs look-ups on threads of its own, made on demand and ended when they have been idle for a while. How many there are is the caller's
/// decision.
/// </summary>
internal sealed class LookUpThreads(Action<NameLookUp> work)
{
    // Room for the resolver modules of the system; only what is touched takes memory.
    private const int StackBytes = 512 * 1024;

    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(5);

    // A monitor, since idle threads wait on it.
    private readonly object _lock = new();
    private readonly Queue<NameLookUp> _handed = new();
    private int _idle;

    /// <summary>Runs a look-up on an idle thread or on a new one.</summary>
    /// <param name="lookUp">The look-up.</param>
    /// <exception cref="OutOfMemoryException">The system gives no further thread.</exception>
    /// <exception cref="ThreadStartException">The thread could not begin.</exception>
    public void Run(NameLookUp lookUp)
    {
        lock (_lock)
        {
            if (_idle > 0)
            {
                // Counted off here and not by the thread itself: the next call would count on the same thread.
                _idle--;
                _handed.Enqueue(lookUp);
                Monitor.Pulse(_lock);
                return;
            }
        }

        // In the background, or a look-up that hangs would keep the process alive. Without the caller's execution context, which would keep
        // what belongs to the attempt that happened to be the first.
        new Thread(WorkFrom, StackBytes) { IsBackground = true, Name = "Totvs.Webhooks name look-up" }.UnsafeStart(lookUp);
    }

    private void WorkFrom(object? first)
    {
        for (NameLookUp? lookUp = (NameLookUp)first!; lookUp is not null; lookUp = Next())
        {
            work(lookUp);
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
