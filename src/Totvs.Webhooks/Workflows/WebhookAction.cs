namespace Totvs.Webhooks.Workflows;

/// <summary>What a workflow does when it runs: one JSON POST to a URL.</summary>
public sealed record WebhookAction
{
    /// <summary>The public URL to notify: absolute, http or https, without user name or password in it.</summary>
    public required Uri Url { get; init; }

    /// <summary>
    /// Additional headers, for technical matters such as authentication (TOTVS). Headers that frame the message or belong to
    /// the library (<c>Host</c>, <c>Content-*</c>, <c>webhook-*</c> and their like) are refused. Default: none.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>
    /// The secrets that sign each attempt (Standard Webhooks 1.0): one, or several at once while a receiver changes over to a new one. Their order is
    /// that of the signatures; some receivers look at the first only, so the one the receiver knows goes first. Default: none, and nothing is signed.
    /// </summary>
    public IReadOnlyList<WebhookSecret> SigningSecrets { get; init; } = [];

    /// <summary>Whether the record's external id is visible in this workflow, and so goes out where there is one. Default: <see langword="true"/>.</summary>
    public bool SendsExternalId { get; init; } = true;

    /// <summary>A time to connect that is shorter than the one of the sending options, or <see langword="null"/> for that one.</summary>
    public TimeSpan? ConnectTimeout { get; init; }

    /// <summary>A time to wait for the response that is shorter than the one of the sending options, or <see langword="null"/> for that one.</summary>
    public TimeSpan? ResponseTimeout { get; init; }

    /// <summary>
    /// How many attempts of this workflow may be under way at the same time, at least 1; or <see langword="null"/> for as many as its
    /// destination's lane allows, which it never exceeds.
    /// </summary>
    public int? MaxConcurrentAttempts { get; init; }
}
