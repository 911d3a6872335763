namespace Totvs.Webhooks.Workflows.Conditions.Definition;

/// <summary>Collects the faults of one workflow.</summary>
internal readonly struct FaultList(string workflow, List<WorkflowDefinitionError> errors)
{
    public string Workflow { get; } = workflow;

    public List<WorkflowDefinitionError> Errors { get; } = errors;

    public void Add(string place, string message) => Errors.Add(new WorkflowDefinitionError(Workflow, place, message));
}
