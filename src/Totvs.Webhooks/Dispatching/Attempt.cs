using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Dispatching;

/// <summary>A claimed delivery on its way through one attempt, to its settlement.</summary>
/// <param name="pool">Where it is made.</param>
/// <param name="lease">The lease.</param>
/// <param name="claimedTimestamp">A monotonic timestamp from before the claim, to count the lease from.</param>
/// <param name="slot">Its room; <see langword="null"/> when there is none, and the lease is only to be given back.</param>
/// <param name="run">The run it belongs to.</param>
internal sealed class Attempt(AttemptPool pool, Lease lease, long claimedTimestamp, AttemptSlot? slot, DispatchRun run) : IThreadPoolWorkItem
{
    public Lease Lease { get; } = lease;

    public long ClaimedTimestamp { get; } = claimedTimestamp;

    /// <summary>Its room, until it is given back.</summary>
    public AttemptSlot? Slot { get; set; } = slot;

    /// <summary>Whether it is attempted at all, and not only given back.</summary>
    public bool IsMade { get; } = slot is not null;

    public DispatchRun Run { get; } = run;

    /// <summary>What is to be settled; <see langword="null"/> before, and when the lease was lost.</summary>
    public Settlement? Settlement { get; set; }

    public void Execute() => _ = pool.MakeAsync(this);

    /// <summary>The attempt is over; what there is to settle is known.</summary>
    public void End() => pool.OnMade(this);
}
