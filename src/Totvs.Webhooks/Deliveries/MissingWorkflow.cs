namespace Totvs.Webhooks.Deliveries;

/// <summary>A workflow that unfinished deliveries wait for, and that the process which asked does not have.</summary>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="For">How long ago it was noted as missing; a process that has it forgets the note.</param>
public sealed record MissingWorkflow(Guid WorkflowId, TimeSpan For);
