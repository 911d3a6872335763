using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Workflows.Triggers;

/// <summary>A kind of happening on a source object: "Opportunity won" on "Opportunity".</summary>
/// <remarks>
/// Two triggers with the same <see cref="Code"/> are the same trigger: a workflow and an event meet by it. The id and the
/// name are what receivers see, and may be changed by the host without touching a workflow.
/// </remarks>
public sealed record Trigger
{
    /// <summary>The string that code and definition files use, such as <c>opportunity.won</c>; compared without regard to case.</summary>
    public required string Code { get; init; }

    /// <summary>The id on the wire, as <c>trigger.id</c>. It never changes once receivers know it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The name on the wire, as <c>trigger.description</c>.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>The kind of record it happens to.</summary>
    public required SourceObject Source { get; init; }
}
