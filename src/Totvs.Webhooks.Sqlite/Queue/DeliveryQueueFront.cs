namespace Totvs.Webhooks.Sqlite.Queue;

/// <summary>The delivery of a workflow that is due first.</summary>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="DueAt">When it is due, in ticks.</param>
/// <param name="Sequence">Its place in the order of adding.</param>
internal readonly record struct DeliveryQueueFront(Guid WorkflowId, long DueAt, long Sequence);
