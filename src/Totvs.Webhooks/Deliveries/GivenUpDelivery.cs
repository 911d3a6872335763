namespace Totvs.Webhooks.Deliveries;

/// <summary>A delivery that was given up.</summary>
/// <param name="EventId">Its id.</param>
/// <param name="WorkflowId">Its workflow.</param>
/// <param name="FailedAttempts">How many attempts of it have failed.</param>
/// <param name="IsWorkflowMissing">Whether it ended because its workflow is missing, rather than for its age.</param>
public sealed record GivenUpDelivery(Guid EventId, Guid WorkflowId, int FailedAttempts, bool IsWorkflowMissing);
