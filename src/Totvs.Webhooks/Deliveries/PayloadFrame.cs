using System.Text.Json;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Deliveries;

/// <summary>The parts of a payload that are the same for every event of a workflow, as JSON.</summary>
internal sealed class PayloadFrame
{
    public PayloadFrame(WorkflowMatch match, string language)
    {
        Trigger trigger = match.Trigger;
        Workflow = Reference(match.Workflow.Id, match.Workflow.Name);
        Trigger = Reference(trigger.Id, trigger.Name.In(language));
        var source = new PayloadObject
        {
            Id = trigger.Source.Id,
            Description = trigger.Source.Name.In(language),
            ContextUrl = trigger.Source.ContextUrl,
        };
        Object = JsonSerializer.SerializeToUtf8Bytes(source, WebhookPayloadJsonContext.Wire.PayloadObject);
    }

    public byte[] Workflow { get; }

    public byte[] Trigger { get; }

    public byte[] Object { get; }

    private static byte[] Reference(Guid id, string description) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new PayloadReference { Id = id, Description = description },
            WebhookPayloadJsonContext.Wire.PayloadReference);
}
