using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Dispatching;

/// <summary>Counts what became of the attempts of one run.</summary>
internal sealed class DispatchTally
{
    private int _delivered;
    private int _retrying;
    private int _discarded;
    private int _released;

    public DispatchSummary Summary => new(_delivered, _retrying, _discarded, _released);

    public void Count(SettlementKind kind)
    {
        switch (kind)
        {
            case SettlementKind.Delivered:
                Interlocked.Increment(ref _delivered);
                break;
            case SettlementKind.Retry:
                Interlocked.Increment(ref _retrying);
                break;
            case SettlementKind.Discarded:
                Interlocked.Increment(ref _discarded);
                break;
            default:
                Interlocked.Increment(ref _released);
                break;
        }
    }
}
