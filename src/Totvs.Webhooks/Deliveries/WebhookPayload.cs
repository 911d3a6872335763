using System.Text.Json;
using System.Text.Json.Serialization;

namespace Totvs.Webhooks.Deliveries;

/// <summary>The body of a webhook, as TOTVS CRM defines it: as this library writes it, and as a receiver reads it.</summary>
public sealed record WebhookPayload
{
    /// <summary>
    /// The id of the delivery; with <see cref="Timestamp"/> a receiver recognises a delivery that it already has (TOTVS).
    /// </summary>
    [JsonPropertyName("eventId"), JsonPropertyOrder(1)]
    public required Guid EventId { get; init; }

    /// <summary>When the workflow ran, to the millisecond, with its offset; the same on every attempt.</summary>
    [JsonPropertyName("timestamp"), JsonPropertyOrder(2), JsonConverter(typeof(PayloadTimestampConverter))]
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The workflow, with its name at the time when the workflow ran.</summary>
    [JsonPropertyName("workflow"), JsonPropertyOrder(3)]
    public required PayloadReference Workflow { get; init; }

    /// <summary>The trigger, with its name at the time when the workflow ran.</summary>
    [JsonPropertyName("trigger"), JsonPropertyOrder(4)]
    public required PayloadReference Trigger { get; init; }

    /// <summary>What the event happened to.</summary>
    [JsonPropertyName("source"), JsonPropertyOrder(5)]
    public required PayloadSource Source { get; init; }

    /// <summary>Reads a body. Properties that this version does not know are ignored.</summary>
    /// <param name="utf8Json">The body, as it was received.</param>
    /// <returns>The payload.</returns>
    /// <exception cref="JsonException">The body is not the JSON of a webhook.</exception>
    public static WebhookPayload Parse(ReadOnlySpan<byte> utf8Json) =>
        JsonSerializer.Deserialize(utf8Json, WebhookPayloadJsonContext.Wire.WebhookPayload)
        ?? throw new JsonException("The body is null; the JSON object of a webhook was expected.");
}
