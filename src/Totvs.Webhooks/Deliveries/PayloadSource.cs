using System.Text.Json.Serialization;

namespace Totvs.Webhooks.Deliveries;

/// <summary>What the event of a payload happened to.</summary>
public sealed record PayloadSource
{
    /// <summary>The kind of object.</summary>
    [JsonPropertyName("object"), JsonPropertyOrder(1)]
    public required PayloadObject Object { get; init; }

    /// <summary>The record.</summary>
    [JsonPropertyName("row"), JsonPropertyOrder(2)]
    public required PayloadRow Row { get; init; }
}
