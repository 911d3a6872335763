using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Sources;

namespace Totvs.Webhooks.Tests.Workflows.Sources;

/// <summary>A source whose reading the test answers itself, and which tells of changes when the test says so.</summary>
internal sealed class ScriptedWorkflowSource : IWorkflowSource
{
    private Action? _changed;

    public string Description => "the scripted source";

    public Func<IReadOnlyList<Workflow>> OnRead { get; set; } = () => [];

    public Action OnWatch { get; set; } = () => { };

    public bool WasWatchedBeforeRead { get; private set; }

    public IReadOnlyList<Workflow> Read()
    {
        WasWatchedBeforeRead |= _changed is not null;
        return OnRead();
    }

    public IDisposable? Watch(Action changed, Action<Exception> unwatched, TimeProvider timeProvider)
    {
        OnWatch();
        _changed = changed;
        return null;
    }

    public void Tell() => _changed!();
}
