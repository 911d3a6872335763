using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Matching;

/// <summary>The workflows of one trigger with their conditions compiled, over one table of the paths they ask for.</summary>
internal sealed class TriggerWorkflows
{
    private static readonly Task<IReadOnlyList<WorkflowMatch>> None = Task.FromResult<IReadOnlyList<WorkflowMatch>>([]);

    /// <summary>How many paths of workflows that left may stay in the table before all is compiled anew.</summary>
    private const int SparePaths = 64;

    private readonly FieldPathTable _paths;
    private readonly int _pathsWhenNew;
    private readonly CompiledWorkflow[] _active;
    private readonly Task<IReadOnlyList<WorkflowMatch>>? _matchOfAny;

    /// <param name="workflows">The workflows, in order.</param>
    /// <param name="triggers">The triggers as receivers see them.</param>
    /// <param name="settings">Time zone and first day of the week, where a workflow has none of its own.</param>
    /// <param name="previous">
    /// The workflows of this trigger as they were before; those that are the same now are not compiled again.
    /// </param>
    public TriggerWorkflows(IReadOnlyList<Workflow> workflows, TriggerCatalog triggers, ConditionSettings settings, TriggerWorkflows? previous = null)
    {
        // An event's view has a place for each path of the table, so those that are used no more must not pile up.
        bool goesOn = previous is not null && previous._paths.Count <= (2 * previous._pathsWhenNew) + SparePaths;
        _paths = goesOn ? new FieldPathTable(previous!._paths) : new FieldPathTable();
        Dictionary<Workflow, CompiledWorkflow> known = goesOn ? previous!.ByWorkflow() : [];
        All = [.. workflows.Select(workflow => known.TryGetValue(workflow, out CompiledWorkflow? compiled)
            ? compiled
            : new CompiledWorkflow(workflow, triggers.Resolve(workflow.Trigger), settings, _paths))];
        _pathsWhenNew = goesOn ? previous!._pathsWhenNew : _paths.Count;
        _active = [.. All.Where(compiled => compiled.Match.Workflow.IsActive)];
        if (Array.TrueForAll(_active, compiled => compiled.Conditions is null))
        {
            _matchOfAny = Task.FromResult<IReadOnlyList<WorkflowMatch>>(Array.AsReadOnly([.. _active.Select(compiled => compiled.Match)]));
        }
    }

    /// <summary>All of them, active or not.</summary>
    public IReadOnlyList<CompiledWorkflow> All { get; }

    /// <summary>The matches of any event, where no active workflow has conditions.</summary>
    public Task<IReadOnlyList<WorkflowMatch>>? MatchOfAny => _matchOfAny;

    /// <summary>The paths that the conditions ask for; some may be of workflows that left.</summary>
    public IEnumerable<FieldPath> Paths => Enumerable.Range(0, _paths.Count).Select(slot => _paths[slot]);

    /// <summary>Whether these are the very workflows that it was made from.</summary>
    public bool IsMadeFrom(IReadOnlyList<Workflow> workflows)
    {
        if (workflows.Count != All.Count)
        {
            return false;
        }

        for (int index = 0; index < workflows.Count; index++)
        {
            if (!ReferenceEquals(workflows[index], All[index].Match.Workflow))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The view of an event that these workflows' conditions are judged on.</summary>
    public RecordView View(WorkflowEvent workflowEvent, DateTimeOffset now, TimeProvider? clock = null) =>
        new(_paths, workflowEvent.Record, workflowEvent.PreviousRecord, now, clock);

    /// <summary>
    /// The matches of an event. Nothing is made for a workflow that does not match, nor where one alone does or no workflow has
    /// conditions.
    /// </summary>
    public Task<IReadOnlyList<WorkflowMatch>> Match(WorkflowEvent workflowEvent, DateTimeOffset now) => _matchOfAny ?? Match(View(workflowEvent, now));

    /// <summary>The matches of an event that is looked at already.</summary>
    public Task<IReadOnlyList<WorkflowMatch>> Match(RecordView view)
    {
        CompiledWorkflow? first = null;
        List<WorkflowMatch>? several = null;
        foreach (CompiledWorkflow compiled in _active)
        {
            if (compiled.Conditions is not null && compiled.Conditions.Evaluate(view) != ConditionResult.True)
            {
                continue;
            }

            if (first is null)
            {
                first = compiled;
                continue;
            }

            (several ??= [first.Match]).Add(compiled.Match);
        }

        return several is null ? first?.MatchAlone ?? None : Task.FromResult<IReadOnlyList<WorkflowMatch>>(several);
    }

    /// <summary>What an event comes to for every workflow, active or not.</summary>
    public IReadOnlyList<WorkflowExplanation> Explain(WorkflowEvent workflowEvent, DateTimeOffset now, string language, TimeProvider? clock = null)
    {
        RecordView view = View(workflowEvent, now, clock);
        return [.. All.Select(compiled => Explain(compiled, view, language))];
    }

    private Dictionary<Workflow, CompiledWorkflow> ByWorkflow() =>
        All.ToDictionary(compiled => compiled.Match.Workflow, (IEqualityComparer<Workflow>)ReferenceEqualityComparer.Instance);

    private static WorkflowExplanation Explain(CompiledWorkflow compiled, RecordView view, string language)
    {
        Workflow workflow = compiled.Match.Workflow;
        ConditionExplanation? conditions = compiled.Conditions?.Explain(view, language);
        return new WorkflowExplanation
        {
            Workflow = workflow,
            Runs = workflow.IsActive && conditions is not { Result: not ConditionResult.True },
            Conditions = conditions,
        };
    }
}
