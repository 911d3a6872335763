namespace Totvs.Webhooks.Workflows;

/// <summary>A stored workflow and what came of checking it.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="IsValid">Whether it has no fault, and so matches events.</param>
/// <param name="CanBeCalled">Whether what is queued for it can be sent.</param>
internal sealed record CheckedWorkflow(Workflow Workflow, bool IsValid, bool CanBeCalled);
