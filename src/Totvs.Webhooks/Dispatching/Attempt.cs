using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching.Attempts;
using Totvs.Webhooks.Dispatching.Lanes;

namespace Totvs.Webhooks.Dispatching;

/// <summary>One attempt of a claimed delivery. It is data: <see cref="AttemptRunner"/> takes it from its lease to its settlement.</summary>
/// <remarks>
/// It is also the work item of the thread pool: an item of its own, or a closure, would be one more object for each delivery.
/// </remarks>
internal sealed class Attempt : IThreadPoolWorkItem
{
    /// <param name="lease">The lease.</param>
    /// <param name="claimedTimestamp">A monotonic timestamp from before the claim, to count the lease from.</param>
    /// <param name="run">The run that it belongs to.</param>
    public Attempt(Lease lease, long claimedTimestamp, DispatchRun run)
    {
        Lease = lease;
        ClaimedTimestamp = claimedTimestamp;
        Run = run;
    }

    public Lease Lease { get; }

    public Guid WorkflowId => Lease.Delivery.WorkflowId;

    public long ClaimedTimestamp { get; }

    public DispatchRun Run { get; }

    /// <summary>The lane whose slot it holds; <see langword="null"/> while it holds none.</summary>
    public Lane? Lane { get; set; }

    /// <summary>Whether it began. Only then does its result count in the summary of the run.</summary>
    public bool HasBegun { get; set; }

    /// <summary>What is to be settled; <see langword="null"/> before its end, and when the lease was lost.</summary>
    public Settlement? Settlement { get; set; }

    void IThreadPoolWorkItem.Execute() => _ = Run.Runner.RunAsync(this);
}
