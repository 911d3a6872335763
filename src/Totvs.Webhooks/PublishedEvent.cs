using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks;

/// <summary>
/// An event that a workflow ran for, and that is now owed to its URL. It holds ids and names only, so that a host may log it or answer a
/// request with it.
/// </summary>
/// <param name="EventId">The <c>eventId</c> that the receiver will see: one for each workflow that runs.</param>
/// <param name="Workflow">The workflow.</param>
/// <param name="TriggerCode">The code of the event's trigger.</param>
/// <param name="RecordId">The id of the record it happened to.</param>
public sealed record PublishedEvent(Guid EventId, WorkflowReference Workflow, string TriggerCode, string RecordId);
