using System.Text.Json.Serialization;

namespace Totvs.Webhooks.Deliveries;

/// <summary>The record in a payload.</summary>
public sealed record PayloadRow
{
    /// <summary>The unique id of the record.</summary>
    [JsonPropertyName("id"), JsonPropertyOrder(1)]
    public required string Id { get; init; }

    /// <summary>Its id in another system; absent when there is none or when the workflow does not send it.</summary>
    [JsonPropertyName("externalId"), JsonPropertyOrder(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ExternalId { get; init; }
}
