namespace Totvs.Webhooks.Workflows;

/// <summary>The listeners of one kind of change, in the order in which they came. Safe for use by several threads.</summary>
/// <typeparam name="T">What they are given.</typeparam>
internal sealed class Listeners<T>
{
    private readonly Lock _lock = new();
    private Action<T>[] _listeners = [];

    public bool Any => Volatile.Read(ref _listeners).Length > 0;

    /// <summary>Adds a listener, which must not throw. Disposing the result removes it.</summary>
    public IDisposable Add(Action<T> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        lock (_lock)
        {
            _listeners = [.. _listeners, listener];
        }

        return new Registration(this, listener);
    }

    public void Notify(T change)
    {
        foreach (Action<T> listener in Volatile.Read(ref _listeners))
        {
            listener(change);
        }
    }

    private void Remove(Action<T> listener)
    {
        lock (_lock)
        {
            int index = Array.IndexOf(_listeners, listener);
            _listeners = index < 0 ? _listeners : [.. _listeners[..index], .. _listeners[(index + 1)..]];
        }
    }

    private sealed class Registration(Listeners<T> listeners, Action<T> listener) : IDisposable
    {
        private Listeners<T>? _listeners = listeners;

        // A second call must not remove a listener that was added twice.
        public void Dispose() => Interlocked.Exchange(ref _listeners, null)?.Remove(listener);
    }
}
