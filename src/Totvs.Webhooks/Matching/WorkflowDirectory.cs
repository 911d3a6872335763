using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Sources;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Matching;

/// <summary>
/// The workflows in force: those of code and configuration, and those of the store. One that is saved in the store wins over a declared
/// one with the same id, since a person has edited it since. A stored one that is not valid, such as one that an older version or another
/// program saved, is out of force: it matches nothing and is logged with the reason; the others are not affected. What is queued for it
/// is never taken for that of a workflow which no longer exists.
/// </summary>
internal sealed class WorkflowDirectory : IDisposable
{
    private readonly Lock _lock = new();
    private readonly IWorkflowStore _store;
    private readonly TriggerCatalog _triggers;
    private readonly ConditionSettings _settings;
    private readonly ILogger<WorkflowDirectory> _logger;
    private readonly OutOfForceReport _report;
    private readonly IDisposable _listening;
    private readonly Listeners<WorkflowIndex> _listeners = new();
    private HashSet<Guid> _overriding = [];
    private IReadOnlyList<Workflow> _declared;
    private IReadOnlyList<Workflow>? _stored;
    private Task? _loading;
    private volatile WorkflowIndex? _current;
    private volatile bool _isLoaded;

    public WorkflowDirectory(
        IReadOnlyList<Workflow> declared,
        IWorkflowStore store,
        TriggerCatalog triggers,
        ConditionSettings settings,
        ILogger<WorkflowDirectory> logger)
    {
        _declared = declared;
        _store = store;
        _triggers = triggers;
        _settings = settings;
        _logger = logger;
        _report = new OutOfForceReport(logger);
        _current = Join(declared, []);
        _listening = store.OnChange(SetStored);
    }

    /// <summary>Makes the directory of a host: what its sources declare, now and after each change, and what its store keeps.</summary>
    /// <exception cref="WorkflowDefinitionException">Anything declared is not valid.</exception>
    public static WorkflowDirectory Open(
        WorkflowSources sources,
        IWorkflowStore store,
        TriggerCatalog triggers,
        ConditionSettings settings,
        ILogger<WorkflowDirectory> logger)
    {
        var directory = new WorkflowDirectory([], store, triggers, settings, logger);
        try
        {
            sources.Start(directory.SetDeclared);
            return directory;
        }
        catch
        {
            sources.Dispose();
            directory.Dispose();
            throw;
        }
    }

    /// <summary>The triggers that are declared.</summary>
    public TriggerCatalog Triggers => _triggers;

    /// <summary>The workflows as they are now. Before the first load ends, those that were declared.</summary>
    public WorkflowIndex Current => _current!;

    /// <summary>Reads the store's workflows, the first time; a failure is thrown, and the next call tries again.</summary>
    public Task EnsureLoadedAsync(CancellationToken cancellationToken)
    {
        if (_isLoaded)
        {
            return Task.CompletedTask;
        }

        lock (_lock)
        {
            if (_loading is null || _loading.IsCompleted)
            {
                _loading = LoadAsync();
            }

            return _loading.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Puts other declared workflows in the place of those there were.</summary>
    public void SetDeclared(IReadOnlyList<Workflow> declared)
    {
        lock (_lock)
        {
            // What cannot be put into force throws here, before anything of it is kept.
            WorkflowIndex joined = Join(declared, _stored ?? []);
            _declared = declared;
            Swap(joined);
        }
    }

    /// <summary>Calls a listener each time that other workflows came into force. It must be quick and must not throw.</summary>
    /// <returns>Disposing it ends the listening.</returns>
    public IDisposable OnChanged(Action listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        return _listeners.Add(_ => listener());
    }

    public void Dispose() => _listening.Dispose();

    private async Task LoadAsync()
    {
        // Nothing of the store's may run under the lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        IReadOnlyList<Workflow> stored = await _store.ListAsync(CancellationToken.None).ConfigureAwait(false);
        lock (_lock)
        {
            // A change that was told meanwhile is newer than what was read.
            stored = _stored ?? stored;
            WorkflowIndex joined = Join(_declared, stored);
            _stored = stored;
            Swap(joined);
            _isLoaded = true;
        }
    }

    private void SetStored(IReadOnlyList<Workflow> stored)
    {
        lock (_lock)
        {
            WorkflowIndex joined = Join(_declared, stored);
            _stored = stored;
            Swap(joined);
        }
    }

    private void Swap(WorkflowIndex joined)
    {
        _current = joined;
        _listeners.Notify(joined);
        MatchingLog.Swapped(_logger, joined.All.Count, joined.All.Count(workflow => workflow.IsActive));
    }

    private WorkflowIndex Join(IReadOnlyList<Workflow> declared, IReadOnlyList<Workflow> stored)
    {
        Dictionary<Guid, Workflow> matching = declared.ToDictionary(workflow => workflow.Id);
        Dictionary<Guid, Workflow> idle = [];
        HashSet<Guid> overridingNow = [];
        Dictionary<Guid, OutOfForceWorkflow> outOfForce =
            (stored as StoredWorkflows)?.OutOfForce.DistinctBy(lost => lost.Id).ToDictionary(lost => lost.Id) ?? [];
        foreach (OutOfForceWorkflow lost in outOfForce.Values)
        {
            // The declared one with its id does not run again: a person has edited it since.
            matching.Remove(lost.Id);
            if (lost.Callable is { } callable)
            {
                idle.Add(lost.Id, callable);
            }
        }

        foreach (Workflow workflow in stored)
        {
            bool overrides = matching.Remove(workflow.Id, out Workflow? overridden);
            idle.Remove(workflow.Id);
            outOfForce.Remove(workflow.Id);
            CheckedWorkflow candidate = CheckedWorkflow.Check(workflow, _settings.Patterns);
            if (candidate.IsValid)
            {
                matching.Add(workflow.Id, workflow);
            }
            else
            {
                OutOfForceWorkflow faulty = Describe(candidate);
                outOfForce.Add(workflow.Id, faulty);
                if (faulty.Callable is { } callable)
                {
                    idle.Add(workflow.Id, callable);
                }
            }

            if (overrides && overridingNow.Add(workflow.Id) && !_overriding.Contains(workflow.Id))
            {
                MatchingLog.StoredOverridesDeclared(_logger, workflow.Name, workflow.Id, overridden!.Name);
            }
        }

        var joined = new WorkflowIndex(matching.Values, _triggers, _settings, idle.Values, _current, [.. outOfForce.Values]);
        _overriding = overridingNow;
        _report.Tell(joined.OutOfForce);
        return joined;
    }

    /// <summary>Says why a stored workflow with faults matches nothing.</summary>
    private static OutOfForceWorkflow Describe(CheckedWorkflow faulty)
    {
        // Deliveries that are queued for it are still sent, as for an inactive workflow. They wait where the call itself has a fault.
        bool isCallable = !faulty.Faults.Any(fault => fault.Place.StartsWith("webhook", StringComparison.Ordinal));
        Workflow workflow = faulty.Workflow;
        return new OutOfForceWorkflow(workflow.Id, workflow.Name, string.Join(" ", faulty.Errors())) { Callable = isCallable ? workflow : null };
    }
}
