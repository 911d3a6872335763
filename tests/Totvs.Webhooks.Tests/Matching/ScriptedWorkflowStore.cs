using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Tests.Matching;

/// <summary>A store whose listing the test answers itself, and which tells of changes when the test says so.</summary>
internal sealed class ScriptedWorkflowStore : IWorkflowStore
{
    private readonly List<Action<IReadOnlyList<Workflow>>> _listeners = [];
    private int _listings;

    /// <summary>Answers a listing, given how many were asked for before.</summary>
    public Func<int, Task<IReadOnlyList<Workflow>>> OnList { get; set; } = _ => Task.FromResult<IReadOnlyList<Workflow>>([]);

    public int Listings => Volatile.Read(ref _listings);

    public int Listeners => _listeners.Count;

    public Task<IReadOnlyList<Workflow>> ListAsync(CancellationToken cancellationToken = default) =>
        OnList(Interlocked.Increment(ref _listings) - 1);

    public void Tell(params IReadOnlyList<Workflow> workflows) => _listeners.ForEach(listener => listener(workflows));

    public IDisposable OnChange(Action<IReadOnlyList<Workflow>> listener)
    {
        _listeners.Add(listener);
        return new Listening(() => _listeners.Remove(listener));
    }

    public Task<Workflow?> FindAsync(Guid id, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Workflow> AddAsync(Workflow workflow, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task SaveAsync(Workflow workflow, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task SaveAsync(IReadOnlyCollection<Workflow> workflows, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    private sealed class Listening(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
