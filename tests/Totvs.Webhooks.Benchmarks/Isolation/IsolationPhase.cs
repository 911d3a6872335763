using System.Globalization;
using Totvs.Webhooks.Benchmarks.Latency;
using Totvs.Webhooks.History;

namespace Totvs.Webhooks.Benchmarks.Isolation;

/// <summary>What a phase came to for the destinations that stay healthy in all phases.</summary>
/// <param name="Hanging">How many destinations hang.</param>
/// <param name="PerSecond">What the healthy ones received a second, all together, while the load went on.</param>
/// <param name="Latency">From publish to received.</param>
/// <param name="AfterBacklog">The same without what was published while the backlog was.</param>
/// <param name="Missing">How many of their deliveries had not arrived half a minute after the load ended.</param>
/// <param name="Load">The steady load to all destinations.</param>
/// <param name="Backlog">How long it took to publish what waits for those that hang.</param>
/// <param name="Held">What the store held when the load had ended.</param>
internal sealed record IsolationPhase(
    int Hanging,
    double PerSecond,
    LatencyPercentiles Latency,
    LatencyPercentiles AfterBacklog,
    int Missing,
    PacedLoad Load,
    TimeSpan Backlog,
    DeliveryCounts Held)
{
    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"{Hanging} hanging: {PerSecond:N1} received/s, p50 {Latency.P50:N3} ms, p95 {Latency.P95:N3} ms, p99 {Latency.P99:N3} ms " +
        $"({AfterBacklog.P99:N3} ms once the backlog was published), missing {Missing}; published {Load.Events:N0} " +
        $"(p99 {Load.Lateness.P99:N1} ms late), backlog published in {Backlog.TotalSeconds:N2} s; " +
        $"then {Held.Waiting:N0} waiting, {Held.Claimed:N0} claimed");
}
