namespace Totvs.Webhooks.Deliveries;

/// <summary>How the claim of one delivery ended.</summary>
public sealed record Settlement
{
    private Settlement(Lease lease, SettlementKind kind)
    {
        ArgumentNullException.ThrowIfNull(lease);
        EventId = lease.Delivery.EventId;
        Token = lease.Token;
        Kind = kind;
    }

    /// <summary>The delivery.</summary>
    public Guid EventId { get; }

    /// <summary>The token of the lease under which it was attempted.</summary>
    public Guid Token { get; }

    /// <summary>How the claim ended.</summary>
    public SettlementKind Kind { get; }

    /// <summary>How long from now until the delivery is due again; for <see cref="SettlementKind.Retry"/> only.</summary>
    public TimeSpan Delay { get; private init; }

    /// <summary>Why the delivery was discarded; for <see cref="SettlementKind.Discarded"/> only.</summary>
    public string? Reason { get; private init; }

    /// <summary>The result of the attempt; <see langword="null"/> when none was made.</summary>
    public DeliveryOutcome? Outcome { get; private init; }

    /// <summary>The receiver answered the attempt with a status of the 2xx family.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="outcome">The result of the attempt.</param>
    /// <returns>The settlement.</returns>
    public static Settlement Delivered(Lease lease, DeliveryOutcome outcome) =>
        new(lease, SettlementKind.Delivered) { Outcome = outcome };

    /// <summary>The attempt failed; the next one may begin after a delay.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="outcome">The result of the attempt.</param>
    /// <param name="delay">How long to wait, from now. Not negative.</param>
    /// <returns>The settlement.</returns>
    public static Settlement Retry(Lease lease, DeliveryOutcome outcome, TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return new(lease, SettlementKind.Retry) { Outcome = outcome, Delay = delay };
    }

    /// <summary>The delivery has ended without a status of the 2xx family.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="reason">Why, for logs and the history.</param>
    /// <param name="outcome">
    /// The result of the last attempt, which counts as failed; <see langword="null"/> when none was made under this lease.
    /// </param>
    /// <returns>The settlement.</returns>
    public static Settlement Discarded(Lease lease, string reason, DeliveryOutcome? outcome = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new(lease, SettlementKind.Discarded) { Outcome = outcome, Reason = reason };
    }

    /// <summary>The delivery is released: no attempt is counted.</summary>
    /// <param name="lease">The lease.</param>
    /// <returns>The settlement.</returns>
    public static Settlement Released(Lease lease) => new(lease, SettlementKind.Released);
}
