using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Conditions.Json;

namespace Totvs.Webhooks.Workflows;

/// <summary>
/// A workflow and what its validation found. A workflow is immutable, so it is validated once: it remembers the result, which follows it
/// from a file, configuration or code through any store into the directory. A changed copy is validated anew.
/// </summary>
internal sealed class CheckedWorkflow
{
    private CheckedWorkflow(Workflow workflow, IReadOnlyList<DefinitionFault> faults)
    {
        Workflow = workflow;
        Faults = faults;
    }

    public Workflow Workflow { get; }

    /// <summary>Every fault; empty for a valid workflow.</summary>
    public IReadOnlyList<DefinitionFault> Faults { get; }

    public bool IsValid => Faults.Count == 0;

    /// <summary>Validates a workflow, or returns what its validation found before.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="patterns">The compiled regular expressions of other workflows, where there are any.</param>
    public static CheckedWorkflow Check(Workflow workflow, ConditionPatterns? patterns = null) =>
        workflow.LastCheck ??= new CheckedWorkflow(workflow, WorkflowValidator.FaultsOf(workflow, patterns));

    /// <exception cref="WorkflowDefinitionException">The workflow is not valid.</exception>
    public static void ThrowIfInvalid(Workflow workflow)
    {
        CheckedWorkflow candidate = Check(workflow);
        if (!candidate.IsValid)
        {
            throw new WorkflowDefinitionException(candidate.Errors());
        }
    }

    /// <summary>The faults of a workflow, validated before or now.</summary>
    public static List<WorkflowDefinitionError> ErrorsOf(Workflow workflow) => Check(workflow).Errors();

    /// <summary>The same workflow with another id, which the validation does not depend on.</summary>
    public CheckedWorkflow WithId(Guid id)
    {
        Workflow copy = Workflow with { Id = id };
        return copy.LastCheck = new CheckedWorkflow(copy, Faults);
    }

    /// <summary>The faults as errors that name the workflow.</summary>
    public List<WorkflowDefinitionError> Errors()
    {
        string name = WorkflowName.Shown(Workflow.Name, whenEmpty: "(no name)");
        return [.. Faults.Select(fault => new WorkflowDefinitionError(name, fault.Place, fault.Message))];
    }
}
