namespace Totvs.Webhooks.Deliveries;

/// <summary>The result of one attempt: a value, whatever the remote side did.</summary>
public sealed record DeliveryOutcome
{
    /// <summary>What the attempt came to.</summary>
    public required DeliveryOutcomeKind Kind { get; init; }

    /// <summary>The HTTP status code, where a response came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>How long the attempt took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>One sentence for people; never holds a header value or a secret.</summary>
    public required string Description { get; init; }

    /// <summary>The beginning of the response's body as text, where one was read.</summary>
    public string? BodyExcerpt { get; init; }

    /// <summary>How long the receiver asked to be left alone (<c>Retry-After</c>), or <see langword="null"/>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the delivery has reached its receiver.</summary>
    public bool IsDelivered => Kind == DeliveryOutcomeKind.Delivered;
}
