using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Deliveries;

/// <summary>Makes the delivery of a match, and writes its payload once for all attempts.</summary>
internal sealed class DeliveryFactory(PayloadWriter payloads)
{
    public PayloadWriter Payloads { get; } = payloads;

    /// <summary>Makes the delivery of a match.</summary>
    /// <param name="workflowEvent">The event.</param>
    /// <param name="match">The workflow that it runs.</param>
    /// <param name="now">When the workflow runs, in the time zone of the payload.</param>
    public Delivery Create(WorkflowEvent workflowEvent, WorkflowMatch match, DateTimeOffset now)
    {
        // Version 7 ids ascend with time, which keeps a store's index of them compact.
        var eventId = Guid.CreateVersion7(now);
        return new Delivery
        {
            EventId = eventId,
            WorkflowId = match.Workflow.Id,
            TriggerCode = match.Trigger.Code,
            RecordId = workflowEvent.RecordId,
            CreatedAt = now,
            IsOrdered = match.Workflow.Action.OrderedByRecord,
            Payload = Payloads.Write(eventId, workflowEvent, match, now),
        };
    }
}
