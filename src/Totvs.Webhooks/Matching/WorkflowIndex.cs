using System.Collections.Frozen;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Matching;

/// <summary>
/// One set of workflows, compiled and indexed by trigger. Immutable: a change makes a new one, which is swapped in whole, and takes over
/// what is compiled already.
/// </summary>
internal sealed class WorkflowIndex
{
    private readonly Dictionary<Guid, Workflow> _byId;
    private readonly Dictionary<string, TriggerWorkflows> _byTrigger;

    /// <summary>Compiles a set of workflows.</summary>
    /// <param name="workflows">The workflows, each with an id of its own, in which <see cref="WorkflowValidator"/> finds no fault.</param>
    /// <param name="triggers">The triggers as receivers see them.</param>
    /// <param name="settings">Time zone and first day of the week, where a workflow has none of its own.</param>
    /// <param name="idle">Workflows that match nothing, since they are not valid, but may have pending deliveries.</param>
    /// <param name="previous">
    /// The set before this one, made with the same triggers and settings. What is the same in both is not compiled again.
    /// </param>
    /// <param name="outOfForce">The stored workflows that are out of force, those of <paramref name="idle"/> included.</param>
    public WorkflowIndex(
        IEnumerable<Workflow> workflows,
        TriggerCatalog triggers,
        ConditionSettings settings,
        IEnumerable<Workflow>? idle = null,
        WorkflowIndex? previous = null,
        IReadOnlyList<OutOfForceWorkflow>? outOfForce = null)
    {
        OutOfForce = outOfForce ?? [];
        Held = OutOfForce.Where(workflow => workflow.Callable is null).Select(workflow => workflow.Id).ToFrozenSet();
        Workflow[] matching = [.. workflows];
        _byId = matching.Concat(idle ?? []).ToDictionary(workflow => workflow.Id);
        All = _byId.Values;
        Ids = new HashSet<Guid>([.. _byId.Keys, .. Held]);
        _byTrigger = matching
            .GroupBy(workflow => workflow.Trigger.Code, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                group => group.Key,
                group => Compile([.. group], triggers, settings, previous?.OnTrigger(group.Key)),
                StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All workflows, active or not.</summary>
    public IReadOnlyCollection<Workflow> All { get; }

    /// <summary>The stored workflows that match nothing, each with the reason.</summary>
    public IReadOnlyList<OutOfForceWorkflow> OutOfForce { get; }

    /// <summary>Those of them whose call is not known: they exist, and their deliveries stay pending until it is.</summary>
    public FrozenSet<Guid> Held { get; }

    /// <summary>The ids of all workflows there are, those that are out of force included.</summary>
    public IReadOnlySet<Guid> Ids { get; }

    /// <summary>A workflow, active or not.</summary>
    public Workflow? Find(Guid id) => _byId.GetValueOrDefault(id);

    /// <summary>The workflows of a trigger; <see langword="null"/> when no workflow has it.</summary>
    public TriggerWorkflows? OnTrigger(string code) => _byTrigger.GetValueOrDefault(code);

    private static TriggerWorkflows Compile(
        Workflow[] workflows,
        TriggerCatalog triggers,
        ConditionSettings settings,
        TriggerWorkflows? previous)
    {
        // A store lists by name, so the workflows mostly come in order; sorting 100,000 again would cost each change some 100 ms.
        if (!IsOrdered(workflows))
        {
            Array.Sort(workflows, Compare);
        }

        return previous?.IsMadeFrom(workflows) == true ? previous : new TriggerWorkflows(workflows, triggers, settings, previous);
    }

    private static bool IsOrdered(Workflow[] workflows)
    {
        for (int index = 1; index < workflows.Length; index++)
        {
            if (Compare(workflows[index - 1], workflows[index]) > 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int Compare(Workflow left, Workflow right) =>
        string.CompareOrdinal(left.Name, right.Name) is var byName and not 0 ? byName : left.Id.CompareTo(right.Id);
}
