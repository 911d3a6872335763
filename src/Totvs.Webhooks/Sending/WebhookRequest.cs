using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sending;

/// <summary>One POST to make.</summary>
/// <param name="EventId">The delivery's id.</param>
/// <param name="Payload">The body, sent as it is.</param>
/// <param name="Action">Where to and with which headers: the workflow's action as it is now.</param>
/// <param name="Attempt">The number of this attempt, from 1.</param>
public sealed record WebhookRequest(Guid EventId, ReadOnlyMemory<byte> Payload, WebhookAction Action, int Attempt);
