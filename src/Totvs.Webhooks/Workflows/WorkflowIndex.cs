using Totvs.Webhooks.Workflows.Conditions.Evaluation;

namespace Totvs.Webhooks.Workflows;

/// <summary>
/// One set of workflows, compiled and indexed by trigger. Immutable: a change makes a new one, which is swapped in whole, and takes over what is compiled already.
/// </summary>
internal sealed class WorkflowIndex
{
    private readonly Dictionary<Guid, Workflow> _byId;
    private readonly Dictionary<string, TriggerWorkflows> _byTrigger;

    /// <summary>Compiles a set of workflows.</summary>
    /// <param name="workflows">The workflows, each with an id of its own, in which <see cref="WorkflowValidator"/> finds no fault.</param>
    /// <param name="triggers">The triggers as receivers see them.</param>
    /// <param name="settings">Time zone and first day of the week, where a workflow has none of its own.</param>
    /// <param name="idle">Workflows that match nothing, since they are not valid, but that deliveries may wait for.</param>
    /// <param name="outOfForce">Workflows that cannot be used at all as they are; what waits for them goes on waiting.</param>
    /// <param name="previous">The set before this one, made with the same triggers and settings. What is the same in both is not compiled again.</param>
    public WorkflowIndex(
        IEnumerable<Workflow> workflows,
        TriggerCatalog triggers,
        ConditionSettings settings,
        IEnumerable<Workflow>? idle = null,
        IEnumerable<Guid>? outOfForce = null,
        WorkflowIndex? previous = null)
    {
        Workflow[] matching = [.. workflows];
        _byId = matching.Concat(idle ?? []).ToDictionary(workflow => workflow.Id);
        All = _byId.Values;
        OutOfForce = [.. (outOfForce ?? []).Where(id => !_byId.ContainsKey(id)).Distinct()];
        Ids = _byId.Keys.Concat(OutOfForce).ToHashSet();
        _byTrigger = matching
            .GroupBy(workflow => workflow.Trigger.Code, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => Compile([.. group], triggers, settings, previous?.OnTrigger(group.Key)), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All workflows, active or not.</summary>
    public IReadOnlyCollection<Workflow> All { get; }

    /// <summary>The ids of workflows that exist but cannot be used as they are. They are not among <see cref="All"/>.</summary>
    public IReadOnlyCollection<Guid> OutOfForce { get; }

    /// <summary>The ids of all workflows there are, those that are out of force included.</summary>
    public IReadOnlySet<Guid> Ids { get; }

    /// <summary>A workflow, active or not.</summary>
    public Workflow? Find(Guid id) => _byId.GetValueOrDefault(id);

    /// <summary>The workflows of a trigger; <see langword="null"/> when no workflow waits for it.</summary>
    public TriggerWorkflows? OnTrigger(string code) => _byTrigger.GetValueOrDefault(code);

    private static TriggerWorkflows Compile(Workflow[] workflows, TriggerCatalog triggers, ConditionSettings settings, TriggerWorkflows? previous)
    {
        Array.Sort(workflows, static (left, right) => string.CompareOrdinal(left.Name, right.Name) is var byName and not 0 ? byName : left.Id.CompareTo(right.Id));
        return previous?.IsMadeFrom(workflows) == true ? previous : new TriggerWorkflows(workflows, triggers, settings, previous);
    }
}
