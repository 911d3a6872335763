using System.Runtime.CompilerServices;
using System.Text.Json;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Deliveries;

/// <summary>
/// Writes the body of a delivery, as <see cref="WebhookPayload"/> reads it. The parts that are the same for every event of a workflow are
/// written when the workflow first runs, and copied from then on.
/// </summary>
/// <param name="language">The language of the names on the wire.</param>
internal sealed class PayloadWriter(string language)
{
    private static readonly JsonEncodedText EventIdName = JsonEncodedText.Encode("eventId");
    private static readonly JsonEncodedText TimestampName = JsonEncodedText.Encode("timestamp");
    private static readonly JsonEncodedText WorkflowName = JsonEncodedText.Encode("workflow");
    private static readonly JsonEncodedText TriggerName = JsonEncodedText.Encode("trigger");
    private static readonly JsonEncodedText SourceName = JsonEncodedText.Encode("source");
    private static readonly JsonEncodedText ObjectName = JsonEncodedText.Encode("object");
    private static readonly JsonEncodedText RowName = JsonEncodedText.Encode("row");
    private static readonly JsonEncodedText IdName = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText ExternalIdName = JsonEncodedText.Encode("externalId");

    private readonly ConditionalWeakTable<WorkflowMatch, PayloadFrame> _frames = [];
    private PayloadBuffer? _spare;

    /// <summary>Writes the body of a match.</summary>
    /// <param name="eventId">The id of the delivery.</param>
    /// <param name="workflowEvent">The event.</param>
    /// <param name="match">The workflow that it runs.</param>
    /// <param name="now">When the workflow runs, in the time zone of the payload.</param>
    public byte[] Write(Guid eventId, WorkflowEvent workflowEvent, WorkflowMatch match, DateTimeOffset now)
    {
        PayloadFrame frame = _frames.TryGetValue(match, out PayloadFrame? known) ? known : MakeFrame(match);
        PayloadBuffer buffer = Interlocked.Exchange(ref _spare, null) ?? new PayloadBuffer();
        Utf8JsonWriter writer = buffer.Writer;
        writer.WriteStartObject();
        writer.WriteString(EventIdName, eventId);
        writer.WritePropertyName(TimestampName);
        PayloadTimestampConverter.Write(writer, now);
        WriteRaw(writer, WorkflowName, frame.Workflow);
        WriteRaw(writer, TriggerName, frame.Trigger);
        writer.WriteStartObject(SourceName);
        WriteRaw(writer, ObjectName, frame.Object);
        writer.WriteStartObject(RowName);
        writer.WriteString(IdName, workflowEvent.RecordId);
        if (match.Workflow.Action.SendsExternalId && !string.IsNullOrEmpty(workflowEvent.ExternalId))
        {
            writer.WriteString(ExternalIdName, workflowEvent.ExternalId);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        byte[] body = buffer.Take();

        // Only here: the buffer of a writer that threw may hold half a body, which the next payload would begin with.
        _spare = buffer;
        return body;
    }

    private PayloadFrame MakeFrame(WorkflowMatch match) => _frames.GetValue(match, made => new PayloadFrame(made, language));

    private static void WriteRaw(Utf8JsonWriter writer, JsonEncodedText name, byte[] json)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(json, skipInputValidation: true);
    }
}
