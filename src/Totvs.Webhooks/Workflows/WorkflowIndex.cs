using System.Collections.Frozen;
using Totvs.Webhooks.Workflows.Conditions.Evaluation;

namespace Totvs.Webhooks.Workflows;

/// <summary>One set of workflows, compiled and indexed by trigger. Immutable: a change makes a new one, which is swapped in whole.</summary>
internal sealed class WorkflowIndex
{
    private readonly FrozenDictionary<Guid, Workflow> _byId;
    private readonly FrozenDictionary<string, TriggerWorkflows> _byTrigger;

    /// <summary>Compiles a set of workflows.</summary>
    /// <param name="workflows">The workflows, each with an id of its own, in which <see cref="WorkflowValidator"/> finds no fault.</param>
    /// <param name="triggers">The triggers as receivers see them.</param>
    /// <param name="settings">Time zone and first day of the week, where a workflow has none of its own.</param>
    /// <param name="idle">Workflows that match nothing, since they are not valid, but that deliveries may wait for.</param>
    /// <param name="outOfForce">The stored workflows that are out of force, those of <paramref name="idle"/> included.</param>
    public WorkflowIndex(
        IEnumerable<Workflow> workflows,
        TriggerCatalog triggers,
        ConditionSettings settings,
        IEnumerable<Workflow>? idle = null,
        IReadOnlyList<OutOfForceWorkflow>? outOfForce = null)
    {
        OutOfForce = outOfForce ?? [];
        Held = OutOfForce.Where(workflow => workflow.Callable is null).Select(workflow => workflow.Id).ToFrozenSet();
        Workflow[] matching = [.. workflows];
        _byId = matching.Concat(idle ?? []).ToFrozenDictionary(workflow => workflow.Id);
        All = [.. _byId.Values];
        _byTrigger = matching
            .OrderBy(workflow => workflow.Name, StringComparer.Ordinal)
            .ThenBy(workflow => workflow.Id)
            .GroupBy(workflow => workflow.Trigger.Code, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => new TriggerWorkflows(group, triggers, settings), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All workflows, active or not.</summary>
    public IReadOnlyCollection<Workflow> All { get; }

    /// <summary>The stored workflows that match nothing, each with the reason.</summary>
    public IReadOnlyList<OutOfForceWorkflow> OutOfForce { get; }

    /// <summary>Those of them whose call is not known: they exist, and what is queued for them waits until it is.</summary>
    public FrozenSet<Guid> Held { get; }

    /// <summary>A workflow, active or not.</summary>
    public Workflow? Find(Guid id) => _byId.GetValueOrDefault(id);

    /// <summary>The workflows of a trigger; <see langword="null"/> when no workflow waits for it.</summary>
    public TriggerWorkflows? OnTrigger(string code) => _byTrigger.GetValueOrDefault(code);
}
