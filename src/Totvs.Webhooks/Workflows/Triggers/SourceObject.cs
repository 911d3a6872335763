using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Workflows.Triggers;

/// <summary>A kind of record that things happen to: an opportunity, a lead, an activity.</summary>
public sealed record SourceObject
{
    /// <summary>The id on the wire, as <c>source.object.id</c>. It never changes once receivers know it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The name on the wire, as <c>source.object.description</c>.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>The base URL of this object's API, as <c>source.object.contextUrl</c>; relative in TOTVS's own sample.</summary>
    public required string ContextUrl { get; init; }
}
