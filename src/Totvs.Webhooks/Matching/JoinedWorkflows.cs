using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Matching;

/// <summary>
/// The declared workflows joined with the stored ones. A stored workflow takes the place of the declared one with its id, since a person
/// has edited it since. A stored one with a fault matches nothing, and the declared one with its id does not match again either.
/// </summary>
internal sealed class JoinedWorkflows
{
    private readonly Dictionary<Guid, Workflow> _matching;
    private readonly Dictionary<Guid, Workflow> _idle = [];
    private readonly Dictionary<Guid, OutOfForceWorkflow> _outOfForce;
    private readonly Dictionary<Guid, (Workflow Stored, Workflow Declared)> _overrides = [];

    public JoinedWorkflows(IReadOnlyList<Workflow> declared, IReadOnlyList<Workflow> stored, ConditionPatterns patterns)
    {
        _matching = declared.ToDictionary(workflow => workflow.Id);
        _outOfForce = (stored as StoredWorkflows)?.OutOfForce.DistinctBy(lost => lost.Id).ToDictionary(lost => lost.Id) ?? [];
        foreach (OutOfForceWorkflow lost in _outOfForce.Values)
        {
            _matching.Remove(lost.Id);
            AddIdle(lost);
        }

        foreach (Workflow workflow in stored)
        {
            Add(workflow, CheckedWorkflow.Check(workflow, patterns));
        }
    }

    /// <summary>The valid workflows, active or not.</summary>
    public IReadOnlyCollection<Workflow> Matching => _matching.Values;

    /// <summary>Workflows that match nothing, but whose pending deliveries can be sent.</summary>
    public IReadOnlyCollection<Workflow> Idle => _idle.Values;

    /// <summary>The stored workflows that match nothing, each with the reason.</summary>
    public IReadOnlyCollection<OutOfForceWorkflow> OutOfForce => _outOfForce.Values;

    /// <summary>The stored workflows that took the place of a declared one, by id.</summary>
    public IReadOnlyDictionary<Guid, (Workflow Stored, Workflow Declared)> Overrides => _overrides;

    private void Add(Workflow workflow, CheckedWorkflow candidate)
    {
        if (_matching.Remove(workflow.Id, out Workflow? declared))
        {
            _overrides.TryAdd(workflow.Id, (workflow, declared));
        }

        _idle.Remove(workflow.Id);
        _outOfForce.Remove(workflow.Id);
        if (candidate.IsValid)
        {
            _matching.Add(workflow.Id, workflow);
        }
        else
        {
            OutOfForceWorkflow faulty = Describe(candidate);
            _outOfForce.Add(workflow.Id, faulty);
            AddIdle(faulty);
        }
    }

    private void AddIdle(OutOfForceWorkflow outOfForce)
    {
        if (outOfForce.Callable is { } callable)
        {
            _idle.Add(outOfForce.Id, callable);
        }
    }

    private static OutOfForceWorkflow Describe(CheckedWorkflow faulty)
    {
        // Its pending deliveries are still sent, as for an inactive workflow. They wait where the call itself has a fault.
        bool isCallable = !faulty.Faults.Any(fault => fault.Place.StartsWith("webhook", StringComparison.Ordinal));
        Workflow workflow = faulty.Workflow;
        return new OutOfForceWorkflow(
            workflow.Id,
            workflow.Name,
            string.Join(" ", faulty.Errors()))
        { Callable = isCallable ? workflow : null };
    }
}
