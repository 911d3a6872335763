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

    /// <summary>Counts deliveries that were given up without an attempt of this run.</summary>
    public void CountGivenUp(int count) => Interlocked.Add(ref _discarded, count);

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
