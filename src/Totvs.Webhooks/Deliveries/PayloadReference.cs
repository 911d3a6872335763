using System.Text.Json.Serialization;

namespace Totvs.Webhooks.Deliveries;

/// <summary>A workflow or a trigger in a payload.</summary>
public sealed record PayloadReference
{
    /// <summary>Its id.</summary>
    [JsonPropertyName("id"), JsonPropertyOrder(1)]
    public required Guid Id { get; init; }

    /// <summary>Its name.</summary>
    [JsonPropertyName("description"), JsonPropertyOrder(2)]
    public required string Description { get; init; }
}
