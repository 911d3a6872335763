using System.Collections.ObjectModel;

namespace Totvs.Webhooks.Workflows;

/// <summary>Keeps workflows in this process's memory.</summary>
internal sealed class InMemoryWorkflowStore : IWorkflowStore
{
    private static readonly Comparer<Workflow> ByName = Comparer<Workflow>.Create(static (left, right) =>
        string.CompareOrdinal(left.Name, right.Name) is var byName and not 0 ? byName : left.Id.CompareTo(right.Id));

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Workflow> _workflows = [];
    private readonly Listeners<IReadOnlyList<Workflow>> _listeners = new();

    // Replaced as a whole on each change, since callers and listeners hold it.
    private Workflow[] _sorted = [];

    public Task<IReadOnlyList<Workflow>> ListAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<Workflow>>(Listed());
        }
    }

    public Task<Workflow?> FindAsync(Guid id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult(_workflows.GetValueOrDefault(id));
        }
    }

    public Task<Workflow> AddAsync(Workflow workflow, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_workflows.ContainsKey(workflow.Id))
            {
                throw WorkflowDefinitionException.ForTakenId(workflow);
            }

            Keep(workflow);
            _listeners.Notify(Listed());
        }

        return Task.FromResult(workflow);
    }

    public Task SaveAsync(Workflow workflow, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            Keep(workflow);
            _listeners.Notify(Listed());
        }

        return Task.CompletedTask;
    }

    public Task SaveAsync(IReadOnlyCollection<Workflow> workflows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        cancellationToken.ThrowIfCancellationRequested();
        if (workflows.Count > 0)
        {
            lock (_lock)
            {
                foreach (Workflow workflow in workflows)
                {
                    _workflows[workflow.Id] = workflow;
                }

                _sorted = [.. _workflows.Values.Order(ByName)];
                _listeners.Notify(Listed());
            }
        }

        return Task.CompletedTask;
    }

    public Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (!_workflows.Remove(id, out Workflow? removed))
            {
                return Task.FromResult(false);
            }

            _sorted = Without(removed);
            _listeners.Notify(Listed());
            return Task.FromResult(true);
        }
    }

    public IDisposable OnChange(Action<IReadOnlyList<Workflow>> listener) => _listeners.Add(listener);

    // Sorting all of 100,000 workflows for each that is saved takes a quarter of a second; putting one in its place does not.
    private void Keep(Workflow workflow)
    {
        Workflow[] others = _workflows.TryGetValue(workflow.Id, out Workflow? replaced) ? Without(replaced) : _sorted;
        int place = ~Array.BinarySearch(others, workflow, ByName);
        _workflows[workflow.Id] = workflow;
        _sorted = [.. others.AsSpan(0, place), workflow, .. others.AsSpan(place)];
    }

    private Workflow[] Without(Workflow workflow)
    {
        int place = Array.BinarySearch(_sorted, workflow, ByName);
        return [.. _sorted.AsSpan(0, place), .. _sorted.AsSpan(place + 1)];
    }

    // A caller must not be able to change what the others hold.
    private ReadOnlyCollection<Workflow> Listed() => Array.AsReadOnly(_sorted);
}
