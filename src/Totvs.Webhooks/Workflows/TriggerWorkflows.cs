using Totvs.Webhooks.Workflows.Conditions;
using Totvs.Webhooks.Workflows.Conditions.Evaluation;

namespace Totvs.Webhooks.Workflows;

/// <summary>The workflows of one trigger with their conditions compiled, over one table of the paths they ask for.</summary>
internal sealed class TriggerWorkflows
{
    private static readonly Task<IReadOnlyList<WorkflowMatch>> None = Task.FromResult<IReadOnlyList<WorkflowMatch>>([]);

    private readonly FieldPathTable _paths = new();
    private readonly CompiledWorkflow[] _active;
    private readonly Task<IReadOnlyList<WorkflowMatch>>? _matchOfAny;

    public TriggerWorkflows(IEnumerable<Workflow> workflows, TriggerCatalog triggers, ConditionSettings settings)
    {
        All = [.. workflows.Select(workflow => new CompiledWorkflow(workflow, triggers.Resolve(workflow.Trigger), settings, _paths))];
        _active = [.. All.Where(compiled => compiled.Match.Workflow.IsActive)];
        if (Array.TrueForAll(_active, compiled => compiled.Conditions is null))
        {
            _matchOfAny = Task.FromResult<IReadOnlyList<WorkflowMatch>>(Array.AsReadOnly([.. _active.Select(compiled => compiled.Match)]));
        }
    }

    /// <summary>All of them, active or not.</summary>
    public IReadOnlyList<CompiledWorkflow> All { get; }

    /// <summary>The view of an event that these workflows' conditions are judged on.</summary>
    public RecordView View(WorkflowEvent workflowEvent, DateTimeOffset now) =>
        new(_paths, workflowEvent.Record, workflowEvent.PreviousRecord, now);

    /// <summary>The matches of an event. Nothing is made for a workflow that does not match, nor where one alone does or no workflow has conditions.</summary>
    public Task<IReadOnlyList<WorkflowMatch>> Match(WorkflowEvent workflowEvent, DateTimeOffset now)
    {
        if (_matchOfAny is not null)
        {
            return _matchOfAny;
        }

        RecordView view = View(workflowEvent, now);
        CompiledWorkflow? first = null;
        List<WorkflowMatch>? several = null;
        foreach (CompiledWorkflow compiled in _active)
        {
            if (compiled.Conditions is not null && compiled.Conditions.Evaluate(view) != Truth.True)
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
    public IReadOnlyList<WorkflowExplanation> Explain(WorkflowEvent workflowEvent, DateTimeOffset now, string language)
    {
        RecordView view = View(workflowEvent, now);
        return [.. All.Select(compiled => Explain(compiled, view, language))];
    }

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
