using System.Text.Json.Serialization;

namespace Totvs.Webhooks.Deliveries;

/// <summary>The kind of object in a payload.</summary>
public sealed record PayloadObject
{
    /// <summary>Its id.</summary>
    [JsonPropertyName("id"), JsonPropertyOrder(1)]
    public required Guid Id { get; init; }

    /// <summary>Its name.</summary>
    [JsonPropertyName("description"), JsonPropertyOrder(2)]
    public required string Description { get; init; }

    /// <summary>The base URL of its API, absolute or relative (TOTVS's sample has a relative one).</summary>
    [JsonPropertyName("contextUrl"), JsonPropertyOrder(3)]
    public required string ContextUrl { get; init; }
}
