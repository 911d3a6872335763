using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>No connection could be opened. The message is the outcome's description, so it holds no secret.</summary>
internal sealed class ConnectFailedException(DeliveryOutcomeKind kind, string description, Exception cause) : Exception(description, cause)
{
    public DeliveryOutcomeKind Kind { get; } = kind;
}
