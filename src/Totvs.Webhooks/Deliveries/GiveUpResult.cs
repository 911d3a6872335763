namespace Totvs.Webhooks.Deliveries;

/// <summary>What one step of giving up found and ended.</summary>
public sealed class GiveUpResult
{
    /// <summary>The deliveries that were ended as discarded.</summary>
    public required IReadOnlyList<GivenUpDelivery> Ended { get; init; }

    /// <summary>The workflows that have unfinished deliveries and that the request does not name.</summary>
    public required IReadOnlyList<MissingWorkflow> MissingWorkflows { get; init; }

    /// <summary>
    /// How long until the next delivery may have to be given up: zero when some have to be now; <see langword="null"/> when no unfinished
    /// delivery can be given up.
    /// </summary>
    public required TimeSpan? NextIn { get; init; }
}
