using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>Reads the signal of an outcome.</summary>
internal static class LaneSignals
{
    private const int Gone = 410;

    public static LaneSignal Of(DeliveryOutcome? outcome) => outcome?.Kind switch
    {
        DeliveryOutcomeKind.Status when outcome.StatusCode == Gone => LaneSignal.Gone,
        DeliveryOutcomeKind.Delivered or DeliveryOutcomeKind.Status => LaneSignal.Reachable,
        DeliveryOutcomeKind.ConnectTimeout or DeliveryOutcomeKind.ResponseTimeout
            or DeliveryOutcomeKind.ConnectionFailed or DeliveryOutcomeKind.NameResolution => LaneSignal.Unreachable,
        _ => LaneSignal.None,
    };
}
