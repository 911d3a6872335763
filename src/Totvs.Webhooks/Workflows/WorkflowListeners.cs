using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Workflows;

/// <summary>
/// The listeners of a store's changes. One that throws is logged: the change is kept by then, and the others must be told.
/// </summary>
/// <param name="logger">The log.</param>
internal sealed class WorkflowListeners(ILogger logger)
{
    private readonly Lock _lock = new();
    private Action<IReadOnlyList<Workflow>>[] _listeners = [];

    public bool Any => Volatile.Read(ref _listeners).Length > 0;

    public IDisposable Add(Action<IReadOnlyList<Workflow>> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        lock (_lock)
        {
            _listeners = [.. _listeners, listener];
        }

        return new Listening(this, listener);
    }

    public void Tell(IReadOnlyList<Workflow> workflows)
    {
        foreach (Action<IReadOnlyList<Workflow>> listener in Volatile.Read(ref _listeners))
        {
            try
            {
                listener(workflows);
            }
            catch (Exception exception)
            {
                WorkflowLog.ListenerThrew(logger, exception);
            }
        }
    }

    private void Remove(Action<IReadOnlyList<Workflow>> listener)
    {
        lock (_lock)
        {
            int index = Array.IndexOf(_listeners, listener);
            _listeners = index < 0 ? _listeners : [.. _listeners[..index], .. _listeners[(index + 1)..]];
        }
    }

    private sealed class Listening(WorkflowListeners listeners, Action<IReadOnlyList<Workflow>> listener) : IDisposable
    {
        private WorkflowListeners? _listeners = listeners;

        public void Dispose() => Interlocked.Exchange(ref _listeners, null)?.Remove(listener);
    }
}
