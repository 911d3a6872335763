namespace Totvs.Webhooks.Workflows.Conditions.Definition;

/// <summary>Collects the faults of one workflow.</summary>
internal readonly struct FaultList(string workflow, List<WorkflowDefinitionError> errors, TimeZoneInfo? zone = null)
{
    public string Workflow { get; } = workflow;

    public List<WorkflowDefinitionError> Errors { get; } = errors;

    /// <summary>The workflow's time zone, where it has one and it is known.</summary>
    public TimeZoneInfo? Zone { get; } = zone;

    public void Add(string place, string message) => Errors.Add(new WorkflowDefinitionError(Workflow, place, message));
}
