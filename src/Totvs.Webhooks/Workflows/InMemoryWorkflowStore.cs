using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Totvs.Webhooks.Workflows;

/// <summary>Keeps workflows in this process's memory.</summary>
internal sealed class InMemoryWorkflowStore(WorkflowUrlCheck urlCheck, ILogger<InMemoryWorkflowStore>? logger = null) : IWorkflowStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Workflow> _workflows = [];
    private readonly WorkflowListeners _listeners = new(logger ?? NullLogger<InMemoryWorkflowStore>.Instance);

    public Task<IReadOnlyList<Workflow>> ListAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult(Sorted());
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
        Workflow added = StoredWorkflow.Identified(workflow);
        StoredWorkflow.ThrowIfInvalid(added, urlCheck);
        lock (_lock)
        {
            if (!_workflows.TryAdd(added.Id, added))
            {
                throw StoredWorkflow.IdIsTaken(added);
            }

            _listeners.Tell(Sorted());
        }

        return Task.FromResult(added);
    }

    public Task SaveAsync(Workflow workflow, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        cancellationToken.ThrowIfCancellationRequested();
        StoredWorkflow.ThrowIfInvalid(workflow, urlCheck);
        lock (_lock)
        {
            _workflows[workflow.Id] = workflow;
            _listeners.Tell(Sorted());
        }

        return Task.CompletedTask;
    }

    public Task SaveAsync(IReadOnlyCollection<Workflow> workflows, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StoredWorkflow.ThrowIfAnyInvalid(workflows, urlCheck);
        if (workflows.Count > 0)
        {
            lock (_lock)
            {
                foreach (Workflow workflow in workflows)
                {
                    _workflows[workflow.Id] = workflow;
                }

                _listeners.Tell(Sorted());
            }
        }

        return Task.CompletedTask;
    }

    public Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            bool existed = _workflows.Remove(id);
            if (existed)
            {
                _listeners.Tell(Sorted());
            }

            return Task.FromResult(existed);
        }
    }

    public IDisposable OnChange(Action<IReadOnlyList<Workflow>> listener) => _listeners.Add(listener);

    private IReadOnlyList<Workflow> Sorted() =>
        [.. _workflows.Values.OrderBy(workflow => workflow.Name, StringComparer.Ordinal).ThenBy(workflow => workflow.Id)];
}
