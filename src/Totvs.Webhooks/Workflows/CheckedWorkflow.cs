namespace Totvs.Webhooks.Workflows;

/// <summary>A stored workflow and what came of checking it.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="OutOfForce">Why it matches no events; <see langword="null"/> where it has no fault.</param>
internal sealed record CheckedWorkflow(Workflow Workflow, OutOfForceWorkflow? OutOfForce);
