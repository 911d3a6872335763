using System.Text.Json;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Deliveries;

/// <summary>Makes the delivery of a match: its payload is written here, once, and never again.</summary>
internal static class DeliveryFactory
{
    /// <summary>Makes the delivery of a match.</summary>
    /// <param name="workflowEvent">The event.</param>
    /// <param name="match">The workflow it runs.</param>
    /// <param name="now">When it runs, in the time zone of the payload.</param>
    /// <param name="language">The language of the names on the wire.</param>
    public static Delivery Create(WorkflowEvent workflowEvent, WorkflowMatch match, DateTimeOffset now, string language)
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
            Payload = Write(CreatePayload(eventId, workflowEvent, match, now, language)),
        };
    }

    /// <summary>The payload of a match.</summary>
    /// <param name="eventId">The id of the delivery.</param>
    /// <param name="workflowEvent">The event.</param>
    /// <param name="match">The workflow it runs.</param>
    /// <param name="now">When it runs, in the time zone of the payload.</param>
    /// <param name="language">The language of the names on the wire.</param>
    public static WebhookPayload CreatePayload(Guid eventId, WorkflowEvent workflowEvent, WorkflowMatch match, DateTimeOffset now, string language)
    {
        Trigger trigger = match.Trigger;
        string? externalId = match.Workflow.Action.SendsExternalId ? workflowEvent.ExternalId : null;
        return new WebhookPayload
        {
            EventId = eventId,
            Timestamp = now,
            Workflow = new PayloadReference { Id = match.Workflow.Id, Description = match.Workflow.Name },
            Trigger = new PayloadReference { Id = trigger.Id, Description = trigger.Name.In(language) },
            Source = new PayloadSource
            {
                Object = new PayloadObject
                {
                    Id = trigger.Source.Id,
                    Description = trigger.Source.Name.In(language),
                    ContextUrl = trigger.Source.ContextUrl,
                },
                Row = new PayloadRow
                {
                    Id = workflowEvent.RecordId,
                    ExternalId = string.IsNullOrEmpty(externalId) ? null : externalId,
                },
            },
        };
    }

    /// <summary>The bytes of a payload on the wire.</summary>
    /// <param name="payload">The payload.</param>
    public static byte[] Write(WebhookPayload payload) =>
        JsonSerializer.SerializeToUtf8Bytes(payload, WebhookPayloadJsonContext.Wire.WebhookPayload);
}
