namespace Totvs.Webhooks.Deliveries;

/// <summary>
/// One payload owed to one workflow's URL. It keeps no destination: URL, headers and secrets are read from the workflow at each attempt.
/// </summary>
public sealed record Delivery
{
    /// <summary>The id of the delivery, the same on every attempt; <c>eventId</c> on the wire.</summary>
    public required Guid EventId { get; init; }

    /// <summary>The workflow that ran.</summary>
    public required Guid WorkflowId { get; init; }

    /// <summary>The code of the trigger that started it, to search by.</summary>
    public required string TriggerCode { get; init; }

    /// <summary>The id of the record it is about, to search by.</summary>
    public required string RecordId { get; init; }

    /// <summary>The body of every attempt, byte for byte as it was written when the event was published.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>When the workflow ran; <c>timestamp</c> on the wire.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// Whether the delivery is held back until every ordered delivery of the same workflow and record that was added before it has ended.
    /// Default: <see langword="false"/>.
    /// </summary>
    public bool IsOrdered { get; init; }

    /// <summary>
    /// How many attempts have failed so far. Counted by the store when an attempt is settled for a retry or as discarded.
    /// </summary>
    public int FailedAttempts { get; init; }

    /// <summary>
    /// How many claims in a row, before this one, ended without a result after their attempts had begun. The store counts one when
    /// <see cref="IRetryStore.RenewAsync"/> says that the attempt of a suspect lease begins; see <see cref="AbandonedClaims"/>. A claim
    /// whose attempt never began does not count.
    /// </summary>
    public int AbandonedClaimCount { get; init; }
}
