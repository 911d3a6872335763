namespace Totvs.Webhooks.Deliveries;

/// <summary>How many deliveries a claim may take of some workflows: of all of them together, and of each.</summary>
public sealed class ClaimShare
{
    /// <summary>The workflows that share the limit; one or several.</summary>
    public required IReadOnlyCollection<Guid> Workflows { get; init; }

    /// <summary>
    /// How many deliveries to claim at most of the workflows together. 0 leaves their deliveries alone, even if they are due first.
    /// </summary>
    public required int Limit { get; init; }

    /// <summary>How many deliveries to claim at most of each of the workflows. Default: no limit other than the common one.</summary>
    public int LimitPerWorkflow { get; init; } = int.MaxValue;
}
