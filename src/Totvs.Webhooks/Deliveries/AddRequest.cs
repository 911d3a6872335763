namespace Totvs.Webhooks.Deliveries;

/// <summary>
/// The deliveries to add, all or none. Those of <see cref="Waiting"/> count as added before those of <see cref="Claimed"/>.
/// </summary>
public sealed class AddRequest
{
    /// <summary>Deliveries that are pending and due at once, for any process to claim. Default: none.</summary>
    public IReadOnlyList<Delivery> Waiting { get; init; } = [];

    /// <summary>Deliveries that the caller claims as it adds them, to attempt them itself. Default: none.</summary>
    public IReadOnlyList<Delivery> Claimed { get; init; } = [];

    /// <summary>How long the leases of <see cref="Claimed"/> last. Ignored when there are none.</summary>
    public TimeSpan LeaseDuration { get; init; }
}
