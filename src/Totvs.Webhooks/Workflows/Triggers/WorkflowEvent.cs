using System.Text.Json;

namespace Totvs.Webhooks.Workflows.Triggers;

/// <summary>One happening on one record, reported by the host.</summary>
public sealed class WorkflowEvent
{
    /// <summary>Reports a happening on a record.</summary>
    /// <param name="trigger">The kind of happening.</param>
    /// <param name="recordId">The record's unique id; <c>source.row.id</c> on the wire.</param>
    /// <exception cref="ArgumentException"><paramref name="recordId"/> is empty or white space.</exception>
    public WorkflowEvent(Trigger trigger, string recordId)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        ArgumentException.ThrowIfNullOrWhiteSpace(recordId);
        Trigger = trigger;
        RecordId = recordId;
    }

    /// <summary>Reports a happening on a record whose id is a UUID.</summary>
    /// <param name="trigger">The kind of happening.</param>
    /// <param name="recordId">The record's unique id; <c>source.row.id</c> on the wire.</param>
    /// <exception cref="ArgumentException"><paramref name="recordId"/> is the empty UUID.</exception>
    public WorkflowEvent(Trigger trigger, Guid recordId)
        : this(trigger, recordId == Guid.Empty ? "" : recordId.ToString())
    {
    }

    /// <summary>The kind of happening.</summary>
    public Trigger Trigger { get; }

    /// <summary>The record's unique id.</summary>
    public string RecordId { get; }

    /// <summary>The record's id in another system, such as an ERP's composite key; any string. Default: none.</summary>
    public string? ExternalId { get; init; }

    /// <summary>
    /// The record as it is now, for the conditions only: it never goes on the wire, and it is not kept once the event is
    /// published. Default: none, so that conditions on its fields are unknown.
    /// </summary>
    /// <exception cref="ArgumentException">The value is an undefined element, <c>default(JsonElement)</c>.</exception>
    public JsonElement? Record
    {
        get;
        init => field = Defined(value, nameof(Record));
    }

    /// <summary>The record as it was before, for conditions on what changed. Default: none, as for a record just created.</summary>
    /// <exception cref="ArgumentException">The value is an undefined element, <c>default(JsonElement)</c>.</exception>
    public JsonElement? PreviousRecord
    {
        get;
        init => field = Defined(value, nameof(PreviousRecord));
    }

    private static JsonElement? Defined(JsonElement? value, string name) => value is { ValueKind: JsonValueKind.Undefined }
        ? throw new ArgumentException($"{name} is an undefined JsonElement; leave it out, or pass a value made by RecordJson.", name)
        : value;
}
