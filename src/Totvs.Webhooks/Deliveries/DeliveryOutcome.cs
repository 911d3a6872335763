namespace Totvs.Webhooks.Deliveries;

/// <summary>The result of one attempt, for every kind of answer and failure.</summary>
public sealed record DeliveryOutcome
{
    /// <summary>The kind of result.</summary>
    public required DeliveryOutcomeKind Kind { get; init; }

    /// <summary>The HTTP status code; <see langword="null"/> without a response.</summary>
    public int? StatusCode { get; init; }

    /// <summary>How long the attempt took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>One sentence for logs and the history; never holds a header value or a secret.</summary>
    public required string Description { get; init; }

    /// <summary>The beginning of the response's body; <see langword="null"/> when none was read.</summary>
    public string? BodyExcerpt { get; init; }

    /// <summary>How long the receiver asked to wait (<c>Retry-After</c>); <see langword="null"/> when it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the receiver answered with a status of the 2xx family.</summary>
    public bool IsDelivered => Kind == DeliveryOutcomeKind.Delivered;
}
