using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks;

/// <summary>An event that a workflow ran for, and that is now owed to its URL.</summary>
/// <param name="EventId">The <c>eventId</c> that the receiver will see: one for each workflow that runs.</param>
/// <param name="Workflow">The workflow, as it was at that moment.</param>
/// <param name="Event">The event as it was published.</param>
public sealed record PublishedEvent(Guid EventId, Workflow Workflow, WorkflowEvent Event);
