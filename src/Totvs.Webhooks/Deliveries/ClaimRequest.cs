using System.Collections.Frozen;

namespace Totvs.Webhooks.Deliveries;

/// <summary>Which of the due deliveries to claim.</summary>
public sealed record ClaimRequest
{
    /// <summary>How many deliveries to claim at most. At least 1.</summary>
    public required int Limit { get; init; }

    /// <summary>How many of one workflow at most, where <see cref="WorkflowLimits"/> says nothing of it. At least 1.</summary>
    public required int LimitPerWorkflow { get; init; }

    /// <summary>
    /// How many of these workflows at most; 0 leaves a workflow's deliveries alone, however many are due first. Default: none stated.
    /// </summary>
    public IReadOnlyDictionary<Guid, int> WorkflowLimits { get; init; } = FrozenDictionary<Guid, int>.Empty;

    /// <summary>Workflows that share a limit, each with the number of its group. Default: none do.</summary>
    public IReadOnlyDictionary<Guid, int> Groups { get; init; } = FrozenDictionary<Guid, int>.Empty;

    /// <summary>
    /// How many of the workflows of a group together at most, by the group's number. A group that is not named has no limit. Default:
    /// none is.
    /// </summary>
    public IReadOnlyDictionary<int, int> GroupLimits { get; init; } = FrozenDictionary<int, int>.Empty;

    /// <summary>
    /// The workflows that this process has, those that are out of force included: deliveries of others are not claimed, and spend none of
    /// the limits. Default: <see langword="null"/>, any.
    /// </summary>
    public IReadOnlySet<Guid>? Workflows { get; init; }

    /// <summary>How long the leases last.</summary>
    public required TimeSpan LeaseDuration { get; init; }
}
