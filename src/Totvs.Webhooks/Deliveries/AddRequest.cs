namespace Totvs.Webhooks.Deliveries;

/// <summary>
/// Deliveries to keep, all or none of them. Those of <see cref="Waiting"/> count as added before those of <see cref="Claimed"/>.
/// </summary>
public sealed record AddRequest
{
    /// <summary>Deliveries that are due at once, for whoever claims them. Default: none.</summary>
    public IReadOnlyList<Delivery> Waiting { get; init; } = [];

    /// <summary>Deliveries the caller claims as it adds them, because it is about to attempt them itself. Default: none.</summary>
    public IReadOnlyList<Delivery> Claimed { get; init; } = [];

    /// <summary>How long the leases of <see cref="Claimed"/> last. Ignored when there are none.</summary>
    public TimeSpan LeaseDuration { get; init; }
}
