namespace Totvs.Webhooks.Dispatching;

/// <summary>
/// Says when the loop in the background must look at the store again. Each cause has a name here, and nothing else rings the bell: a
/// change that can make a delivery begin, and that calls none of these, leaves the loop asleep and the delivery unattempted.
/// </summary>
internal sealed class WakeUps
{
    private readonly WakeUpBell _bell;
    private readonly Action _lookForMissingWorkflows;

    /// <param name="bell">The bell of the loop in the background.</param>
    /// <param name="lookForMissingWorkflows">Makes the loop look for workflows that are missing.</param>
    public WakeUps(WakeUpBell bell, Action lookForMissingWorkflows)
    {
        _bell = bell;
        _lookForMissingWorkflows = lookForMissingWorkflows;
    }

    /// <summary>Deliveries were added that are due now and have no slot, or may have been added by a call that failed.</summary>
    public void Added() => _bell.Ring();

    /// <summary>
    /// A slot was freed that the store may have a delivery for. The lanes decide that: a look for each slot would be a claim for each
    /// delivery.
    /// </summary>
    public void SlotFreed() => _bell.Ring();

    /// <summary>
    /// The store has taken a delivery back, which is due now. Its slot was freed before, while the store still held it as claimed: the
    /// look that followed did not find it.
    /// </summary>
    public void Released() => _bell.Ring();

    /// <summary>The result of a delivery of an ordered record was settled: the next delivery of its record may be due now.</summary>
    public void OrderedSettled() => _bell.Ring();

    /// <summary>A delivery is due again after a delay. A loop that wakes before that time anyway is left asleep.</summary>
    public void RetryIn(TimeSpan delay) => _bell.RingIfSleepingLongerThan(delay);

    /// <summary>
    /// A lease was left to end, and its delivery is due then. A loop that went to sleep before the delivery was published does not know
    /// that time, and would sleep past it.
    /// </summary>
    public void LeaseEndsIn(TimeSpan left) => _bell.RingIfSleepingLongerThan(left);

    /// <summary>
    /// Other workflows came into force: what waits for a destination that pauses, or for a low rate, may have another one now, and
    /// workflows may be missing or back.
    /// </summary>
    public void WorkflowsChanged()
    {
        // In this order: rung before the request, the bell could wake a loop that looks without it and goes to sleep again.
        _lookForMissingWorkflows();
        _bell.Ring();
    }

    /// <summary>Finished deliveries are pending again, some perhaps of workflows that are missing.</summary>
    public void Redelivered() => WorkflowsChanged();

    /// <summary>A workflow or destination that was paused by hand takes attempts again.</summary>
    public void Resumed() => _bell.Ring();

    /// <summary>
    /// A caller waits until nothing is left to do. Without a further look, what the loop found could be older than the call.
    /// </summary>
    public void IdleAwaited() => _bell.Ring();

    /// <summary>
    /// An attempt of a run has ended or freed its slot. A run by hand waits for that; the one in the background does not.
    /// </summary>
    public static void AttemptEnded(DispatchRun run) => run.OwnBell?.Ring();
}
