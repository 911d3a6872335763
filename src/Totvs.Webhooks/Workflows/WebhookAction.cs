using System.Collections.ObjectModel;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;
using Totvs.Webhooks.Signing;
using Totvs.Webhooks.Workflows.Definitions;

namespace Totvs.Webhooks.Workflows;

/// <summary>What a workflow does when it runs: one JSON POST to a URL.</summary>
/// <remarks>
/// Compared by value: headers and secrets by their content and order. As a string and as JSON it shows of the URL scheme, host and port
/// only, since with many receivers path and query are the password. A logger that reads properties would show all of <see cref="Url"/>:
/// log the workflow's id and name instead.
/// </remarks>
[JsonConverter(typeof(WebhookActionJsonConverter))]
public sealed record WebhookAction
{
    /// <summary>The public URL to notify: absolute, http or https, without user name or password in it.</summary>
    [IgnoreDataMember]
    public required Uri Url { get; init; }

    /// <summary>
    /// Additional headers, for technical matters such as authentication (TOTVS). Headers that frame the message or belong to
    /// the library (<c>Host</c>, <c>Content-*</c>, <c>webhook-*</c> and their like) are refused. The list is copied. Default: none.
    /// </summary>
    public IReadOnlyList<WebhookHeader> Headers { get; init => field = Copied(value); } = [];

    /// <summary>
    /// The secrets that sign each attempt (Standard Webhooks 1.0): one, or several at once while a receiver changes over to a new one.
    /// Their order is that of the signatures; some receivers look at the first only, so the one the receiver knows goes first. The list
    /// is copied. Default: none, and nothing is signed.
    /// </summary>
    public IReadOnlyList<WebhookSecret> SigningSecrets { get; init => field = Copied(value); } = [];

    /// <summary>
    /// The <c>Content-Type</c> header: <c>application/json</c> alone for a receiver that refuses a charset, or another type that ends
    /// with <c>+json</c>. The body is JSON in UTF-8 whatever it says. Default: <c>application/json; charset=utf-8</c>.
    /// </summary>
    public string ContentType { get; init; } = WebhookContentType.Default;

    /// <summary>
    /// Whether the record's external id is visible in this workflow, and so goes out where there is one. Default: <see langword="true"/>.
    /// </summary>
    public bool SendsExternalId { get; init; } = true;

    /// <summary>A time to connect that is shorter than the one of the sending options, or <see langword="null"/> for that one.</summary>
    public TimeSpan? ConnectTimeout { get; init; }

    /// <summary>
    /// A time to wait for the response that is shorter than the one of the sending options, or <see langword="null"/> for that one.
    /// </summary>
    public TimeSpan? ResponseTimeout { get; init; }

    /// <summary>
    /// How many attempts of this workflow may run at the same time, at least 1; or <see langword="null"/> for as many as its
    /// destination's lane allows, which it never exceeds. Attempts that still run to an earlier URL of another destination do not count.
    /// </summary>
    public int? MaxConcurrentAttempts { get; init; }

    /// <summary>
    /// How many attempts a second may begin to this workflow's destination (scheme, host and port), evenly spaced: from 0.001 to 10,000,
    /// where 0.1 is one every ten seconds; or <see langword="null"/> for the dispatch options' default. Workflows that share a
    /// destination share its limit, and the smallest stated one counts. Deliveries over the limit stay pending in the store.
    /// </summary>
    public double? MaxAttemptsPerSecond { get; init; }

    /// <summary>
    /// Whether the events of one record are delivered one at a time, in the order in which they were published: a delivery waits until
    /// every earlier one of its workflow and record has ended (delivered or discarded), so a failing one holds back the later ones of
    /// that record and no others. Default: <see langword="false"/>, since TOTVS promises no order.
    /// </summary>
    /// <remarks>
    /// Taken into account when an event is published; a delivery keeps what its workflow said then. Attempts remain at-least-once: a
    /// receiver can still see a repeated event.
    /// </remarks>
    public bool OrderedByRecord { get; init; }

    /// <summary>Whether another is the same in every part.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(WebhookAction? other) =>
        other is not null
        && EqualityComparer<Uri>.Default.Equals(Url, other.Url)
        && SameItems(Headers, other.Headers)
        && SameItems(SigningSecrets, other.SigningSecrets)
        && ContentType == other.ContentType
        && SendsExternalId == other.SendsExternalId
        && ConnectTimeout == other.ConnectTimeout
        && ResponseTimeout == other.ResponseTimeout
        && MaxConcurrentAttempts == other.MaxConcurrentAttempts
        && OrderedByRecord == other.OrderedByRecord
        && Nullable.Equals(MaxAttemptsPerSecond, other.MaxAttemptsPerSecond);

    /// <summary>A hash that agrees with <see cref="Equals(WebhookAction)"/>.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() =>
        HashCode.Combine(Url, Headers?.Count, SigningSecrets?.Count, SendsExternalId, ConnectTimeout, ResponseTimeout);

    /// <summary>The action as a string: the URL's scheme, host and port, the names of headers, and the count of secrets.</summary>
    /// <returns>The string.</returns>
    public override string ToString() =>
        $"{nameof(WebhookAction)} {{ Url = {WebhookUrl.Masked(Url)}, " +
        $"Headers = {string.Join(", ", Headers?.Select(header => header.Name) ?? [])}, SigningSecrets = {SigningSecrets?.Count ?? 0} }}";

    // What was validated must not change afterwards through the list that was given. Null is a fault that the validator finds.
    private static ReadOnlyCollection<T> Copied<T>(IReadOnlyList<T>? items) => items is null ? null! : Array.AsReadOnly([.. items]);

    // A list may be null here: that is a fault for the validator to find, and no reason for a comparison to throw.
    private static bool SameItems<T>(IReadOnlyList<T>? left, IReadOnlyList<T>? right) =>
        left is null || right is null ? left is null && right is null : left.SequenceEqual(right);
}
