namespace Totvs.Webhooks.Workflows;

/// <summary>
/// What a store asks of a workflow before it keeps it. Beside what every workflow must be, it has an id of its own: one that comes from the
/// name would
/// let a second workflow of that name take the place of the first, and its queued deliveries with it, and would change with each
/// new name.
/// </summary>
internal static class StoredWorkflow
{
    /// <summary>The workflow with an id: its own, or else a new one.</summary>
    public static Workflow Identified(Workflow workflow) => workflow.HasOwnId ? workflow : workflow with { Id = Guid.NewGuid() };

    /// <exception cref="WorkflowDefinitionException">The workflow is not valid, its URL may not be dialled, or it has no id of its
    /// own.</exception>
    public static void ThrowIfInvalid(Workflow workflow, WorkflowUrlCheck urlCheck)
    {
        List<WorkflowDefinitionError> errors = ErrorsOf(workflow, urlCheck);
        if (errors.Count > 0)
        {
            throw new WorkflowDefinitionException(errors);
        }
    }

    /// <exception cref="WorkflowDefinitionException">
    /// A workflow is not valid, its URL may not be dialled, it has no id of its own, or two have one id.
    /// </exception>
    public static void ThrowIfAnyInvalid(IReadOnlyCollection<Workflow> workflows, WorkflowUrlCheck urlCheck)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        List<WorkflowDefinitionError> errors = [];
        HashSet<Guid> ids = [];
        foreach (Workflow workflow in workflows)
        {
            ArgumentNullException.ThrowIfNull(workflow, nameof(workflows));
            errors.AddRange(ErrorsOf(workflow, urlCheck));
            if (workflow.HasOwnId && !ids.Add(workflow.Id))
            {
                errors.Add(new WorkflowDefinitionError(workflow.Name, "id", $"{workflow.Id} is the id of another workflow that is saved with it. Give each an id of its own."));
            }
        }

        if (errors.Count > 0)
        {
            throw new WorkflowDefinitionException(errors);
        }
    }

    private static List<WorkflowDefinitionError> ErrorsOf(Workflow workflow, WorkflowUrlCheck urlCheck)
    {
        List<WorkflowDefinitionError> errors = WorkflowValidator.Validate(workflow);
        if (errors.Count == 0 && urlCheck.FaultOf(workflow.Action.Url) is { } fault)
        {
            errors.Add(new WorkflowDefinitionError(workflow.Name, "webhook.url", fault));
        }

        if (!workflow.HasOwnId)
        {
            errors.Add(new WorkflowDefinitionError(
                workflow.Name,
                "id",
                "is missing; a stored workflow's id is never made from its name. Add a new workflow with AddAsync, which gives it one, " +
                "or state the id of the workflow that this one replaces."));
        }

        return errors;
    }

    /// <summary>The exception for a workflow that cannot be added.</summary>
    public static WorkflowDefinitionException IdIsTaken(Workflow workflow) => new(
    [
        new WorkflowDefinitionError(
            workflow.Name,
            "id",
            $"{workflow.Id} is the id of a stored workflow. " +
            "Leave the id out for a new workflow, or call SaveAsync to replace the one that is stored."),
    ]);
}
