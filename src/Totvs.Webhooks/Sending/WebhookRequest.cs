using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sending;

/// <summary>One POST to make.</summary>
public sealed class WebhookRequest
{
    /// <summary>Creates the request of an attempt.</summary>
    /// <param name="eventId">The delivery's id.</param>
    /// <param name="payload">The body, which is sent unchanged.</param>
    /// <param name="action">The workflow's action as it is now.</param>
    /// <param name="attempt">The number of the attempt, from 1.</param>
    public WebhookRequest(Guid eventId, ReadOnlyMemory<byte> payload, WebhookAction action, int attempt)
    {
        ArgumentNullException.ThrowIfNull(action);
        EventId = eventId;
        Payload = payload;
        Action = action;
        Attempt = attempt;
    }

    /// <summary>The delivery's id, which stays the same on each attempt.</summary>
    public Guid EventId { get; }

    /// <summary>The body, which is sent unchanged.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>The workflow's action as it is now: the URL, the headers and the signing secrets.</summary>
    public WebhookAction Action { get; }

    /// <summary>The number of the attempt, from 1.</summary>
    public int Attempt { get; }

    /// <summary>Describes the request without its payload, and without what may be secret in its action.</summary>
    /// <returns>The delivery's id, the action and the number of the attempt.</returns>
    public override string ToString() => $"WebhookRequest {{ EventId = {EventId}, Action = {Action}, Attempt = {Attempt} }}";
}
