using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Diagnostics;
using Totvs.Webhooks.Workflows.Conditions.Evaluation;
using Totvs.Webhooks.Workflows.Definitions;

namespace Totvs.Webhooks.Workflows;

/// <summary>
/// The workflows in force: those of code and configuration, and those of the store. One that is saved in the store wins over a declared one
/// with the same id, since a person has edited it since.
/// </summary>
internal sealed class WorkflowDirectory : IDisposable
{
    private readonly Lock _lock = new();
    private readonly IWorkflowStore _store;
    private readonly TriggerCatalog _triggers;
    private readonly ConditionSettings _settings;
    private readonly ILogger<WorkflowDirectory> _logger;
    private readonly IDisposable _listening;
    private IReadOnlyList<Workflow> _declared;
    private IReadOnlyList<Workflow>? _stored;
    private Task? _loading;
    private volatile WorkflowIndex _current;
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
        _current = new WorkflowIndex(declared, triggers, settings);
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

    /// <summary>The workflows as they are now. Before the first load ends, those that were declared.</summary>
    public WorkflowIndex Current => _current;

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
            _declared = declared;
            Swap();
        }
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
            _stored ??= stored;
            Swap();
            _isLoaded = true;
        }
    }

    private void SetStored(IReadOnlyList<Workflow> stored)
    {
        lock (_lock)
        {
            _stored = stored;
            Swap();
        }
    }

    private void Swap()
    {
        Dictionary<Guid, Workflow> workflows = _declared.ToDictionary(workflow => workflow.Id);
        foreach (Workflow workflow in _stored ?? [])
        {
            workflows[workflow.Id] = workflow;
        }

        _current = new WorkflowIndex(workflows.Values, _triggers, _settings);
        WorkflowLog.Swapped(_logger, workflows.Count, workflows.Values.Count(workflow => workflow.IsActive));
    }
}
