using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Tests.Workflows;

/// <summary>A store that writes down what it is given to keep, and notifies its listeners when the test says so.</summary>
internal sealed class RecordingWorkflowStore : IWorkflowStore, IDisposable
{
    private readonly List<Action<IReadOnlyList<Workflow>>> _listeners = [];

    /// <summary>The workflows of each call that adds or saves.</summary>
    public List<IReadOnlyCollection<Workflow>> Kept { get; } = [];

    public int Disposals { get; private set; }

    public Task<IReadOnlyList<Workflow>> ListAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<Workflow>>([.. Kept.SelectMany(workflows => workflows)]);

    public Task<Workflow?> FindAsync(Guid id, CancellationToken cancellationToken = default) =>
        Task.FromResult(Kept.SelectMany(workflows => workflows).LastOrDefault(workflow => workflow.Id == id));

    public Task<Workflow> AddAsync(Workflow workflow, CancellationToken cancellationToken = default)
    {
        Kept.Add([workflow]);
        return Task.FromResult(workflow);
    }

    public Task SaveAsync(Workflow workflow, CancellationToken cancellationToken = default) => SaveAsync([workflow], cancellationToken);

    public Task SaveAsync(IReadOnlyCollection<Workflow> workflows, CancellationToken cancellationToken = default)
    {
        Kept.Add(workflows);
        return Task.CompletedTask;
    }

    public Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken = default) => Task.FromResult(false);

    public IDisposable OnChange(Action<IReadOnlyList<Workflow>> listener)
    {
        _listeners.Add(listener);
        return new Registration(() => _listeners.Remove(listener));
    }

    public void Notify(params IReadOnlyList<Workflow> workflows) => _listeners.ForEach(listener => listener(workflows));

    public void Dispose() => Disposals++;

    private sealed class Registration(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
