using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks;

/// <summary>The workflows that the host wrote in code, gathered while services are registered.</summary>
internal sealed class DeclaredWorkflows
{
    private readonly List<Workflow> _workflows = [];

    public IReadOnlyList<Workflow> Workflows => _workflows;

    public void Add(Workflow workflow)
    {
        WorkflowValidator.ThrowIfInvalid(workflow);
        if (_workflows.Exists(declared => declared.Id == workflow.Id))
        {
            throw new WorkflowDefinitionException(
            [
                new WorkflowDefinitionError(
                    workflow.Name,
                    "id",
                    $"{workflow.Id} is the id of a workflow that was added before. Give it another name, since an id that is not given comes from the name, or an id of its own."),
            ]);
        }

        _workflows.Add(workflow);
    }
}
