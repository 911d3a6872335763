using Totvs.Webhooks.Workflows.Conditions;
using Totvs.Webhooks.Workflows.Conditions.Evaluation;

namespace Totvs.Webhooks.Workflows;

/// <summary>The workflows of one trigger with their conditions compiled, over one table of the paths they ask for.</summary>
internal sealed class TriggerWorkflows
{
    private readonly FieldPathTable _paths = new();
    private readonly CompiledWorkflow[] _active;

    public TriggerWorkflows(IEnumerable<Workflow> workflows, TriggerCatalog triggers, ConditionSettings settings)
    {
        All = [.. workflows.Select(workflow => new CompiledWorkflow(workflow, triggers.Resolve(workflow.Trigger), settings, _paths))];
        _active = [.. All.Where(compiled => compiled.Match.Workflow.IsActive)];
    }

    /// <summary>All of them, active or not.</summary>
    public IReadOnlyList<CompiledWorkflow> All { get; }

    /// <summary>The view of an event that these workflows' conditions are judged on.</summary>
    public RecordView View(WorkflowEvent workflowEvent, DateTimeOffset now) =>
        new(_paths, workflowEvent.Record, workflowEvent.PreviousRecord, now);

    /// <summary>The matches of an event; nothing is made for a workflow that does not match.</summary>
    public IReadOnlyList<WorkflowMatch> Match(WorkflowEvent workflowEvent, DateTimeOffset now)
    {
        RecordView view = View(workflowEvent, now);
        List<WorkflowMatch>? matches = null;
        foreach (CompiledWorkflow compiled in _active)
        {
            if (compiled.Conditions is null || compiled.Conditions.Evaluate(view) == Truth.True)
            {
                (matches ??= []).Add(compiled.Match);
            }
        }

        return matches ?? (IReadOnlyList<WorkflowMatch>)[];
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
