namespace Totvs.Webhooks.Deliveries;

/// <summary>A workflow that has unfinished deliveries and that the calling process does not know.</summary>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="For">How long ago it was noted as missing; a call that names the workflow removes the note.</param>
public sealed record MissingWorkflow(Guid WorkflowId, TimeSpan For);
