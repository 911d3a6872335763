namespace Totvs.Webhooks.Deliveries;

/// <summary>
/// Which of the due deliveries to claim: how many in all, and how many of which workflows. <see cref="ClaimBudget"/> applies the limits
/// for a store.
/// </summary>
public sealed class ClaimRequest
{
    /// <summary>How many deliveries to claim at most. Below 1, nothing is claimed.</summary>
    public required int Limit { get; init; }

    /// <summary>
    /// How many deliveries to claim at most of each workflow that no share names. Default: no limit. It spares a claim among many
    /// workflows from naming each of them.
    /// </summary>
    public int LimitPerWorkflow { get; init; } = int.MaxValue;

    /// <summary>
    /// Limits for the workflows that they name, in place of <see cref="LimitPerWorkflow"/>. A workflow that several shares name is bound
    /// by all of them. At most one of these may name other workflows too, so that a store can apply the limits in one SQL statement.
    /// Default: none.
    /// </summary>
    public IReadOnlyCollection<ClaimShare> Shares { get; init; } = [];

    /// <summary>
    /// The workflows that this process knows, inactive ones included. Deliveries of other workflows are not claimed, and count against no
    /// limit. Default: <see langword="null"/>, any workflow.
    /// </summary>
    public IReadOnlySet<Guid>? Workflows { get; init; }

    /// <summary>How long the leases last.</summary>
    public required TimeSpan LeaseDuration { get; init; }
}
