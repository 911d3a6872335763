using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Workflows;

/// <summary>The listeners of a store's changes. A listener that throws is logged, and the others are still told.</summary>
/// <param name="logger">The logger.</param>
internal sealed class WorkflowListeners(ILogger logger)
{
    private readonly Listeners<IReadOnlyList<Workflow>> _listeners = new();

    public bool Any => _listeners.Any;

    public IDisposable Add(Action<IReadOnlyList<Workflow>> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        return _listeners.Add(workflows => Tell(listener, workflows));
    }

    public void Tell(IReadOnlyList<Workflow> workflows) => _listeners.Notify(workflows);

    private void Tell(Action<IReadOnlyList<Workflow>> listener, IReadOnlyList<Workflow> workflows)
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
