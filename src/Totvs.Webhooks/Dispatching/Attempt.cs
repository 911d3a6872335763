using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching.Attempts;
using Totvs.Webhooks.Dispatching.Lanes;

namespace Totvs.Webhooks.Dispatching;

/// <summary>A claimed delivery on its way through one attempt, to its settlement.</summary>
/// <param name="pool">Where it is made.</param>
/// <param name="lease">The lease.</param>
/// <param name="claimedTimestamp">A monotonic timestamp from before the claim, to count the lease from.</param>
/// <param name="run">The run it belongs to.</param>
internal sealed class Attempt(AttemptPool pool, Lease lease, long claimedTimestamp, DispatchRun run) : IThreadPoolWorkItem
{
    public Lease Lease { get; } = lease;

    public Guid WorkflowId => Lease.Delivery.WorkflowId;

    public long ClaimedTimestamp { get; } = claimedTimestamp;

    public DispatchRun Run { get; } = run;

    /// <summary>The lane it has room in; <see langword="null"/> before, and when the room was given back.</summary>
    public Lane? Lane { get; set; }

    /// <summary>Whether it was begun, and not only given back.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>What is to be settled; <see langword="null"/> before, and when the lease was lost.</summary>
    public Settlement? Settlement { get; set; }

    public void Execute()
    {
        HasBegun = true;
        _ = pool.MakeAsync(this);
    }

    /// <summary>The attempt is over; what there is to settle is known.</summary>
    public void End() => pool.OnMade(this);
}
