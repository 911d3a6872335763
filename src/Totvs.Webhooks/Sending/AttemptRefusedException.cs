using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Sending;

/// <summary>The library does not make the attempt. The message is the outcome's description, so it holds no secret.</summary>
internal sealed class AttemptRefusedException(DeliveryOutcomeKind kind, string description) : Exception(description)
{
    public DeliveryOutcomeKind Kind { get; } = kind;
}
