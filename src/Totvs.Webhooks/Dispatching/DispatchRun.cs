namespace Totvs.Webhooks.Dispatching;

/// <summary>What the attempts of one run share: who hears of their ends, and what breaks them off.</summary>
/// <param name="bell">Is rung when an attempt ends that the run may be waiting for.</param>
/// <param name="breakOff">Breaks the run's attempts off.</param>
internal sealed class DispatchRun(WakeUpBell bell, CancellationToken breakOff)
{
    public WakeUpBell Bell { get; } = bell;

    public CancellationToken BreakOff { get; } = breakOff;

    public DispatchTally Tally { get; } = new();

    public AttemptsUnderWay UnderWay { get; } = new();
}
