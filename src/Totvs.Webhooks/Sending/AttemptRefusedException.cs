using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Sending;

/// <summary>This side does not make the attempt. Its message is the outcome's description, so it holds no secret.</summary>
internal sealed class AttemptRefusedException(DeliveryOutcomeKind kind, string description) : Exception(description)
{
    public DeliveryOutcomeKind Kind { get; } = kind;
}
