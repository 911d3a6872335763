namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>
/// The arithmetic of slots and credit. It is pure: it sees counts, and changes nothing. A slot is the right to run one attempt; credit is
/// how many deliveries a claim may ask for.
/// </summary>
/// <param name="MaxRunning">The limit of running attempts, all lanes together.</param>
/// <param name="Running">How many run.</param>
/// <param name="Prefetched">How many are prefetched, all lanes together.</param>
/// <param name="Lanes">How many lanes there are.</param>
internal readonly record struct LaneBudget(int MaxRunning, int Running, int Prefetched, int Lanes)
{
    private const int ReservedPart = 8;

    public int Free => MaxRunning - Running;

    /// <summary>The slots that are kept for destinations that have none running.</summary>
    public int Reserve => MaxRunning / ReservedPart;

    /// <summary>
    /// Whether so few slots are free that all of them are kept for destinations that have none running. Otherwise a few dozen slow
    /// destinations with a backlog would take every slot that is freed, since what waits for them has been due for longer.
    /// </summary>
    public bool IsTight => Lanes > 1 && Free <= Reserve;

    /// <summary>
    /// Whether lanes are kept from slots by what runs in other lanes, so that each slot that is freed may serve any of them.
    /// </summary>
    public bool IsShort => IsTight || Free == 0;

    /// <summary>The slots of one lane.</summary>
    /// <param name="free">How many attempts more the lane itself lets begin.</param>
    /// <param name="running">How many of it run.</param>
    public int FreeSlots(int free, int running)
    {
        if (!IsTight)
        {
            // Not more than all lanes have: a lane without a window would claim what can neither begin nor be prefetched.
            return Math.Min(free, Free);
        }

        return running == 0 ? Math.Min(Math.Min(free, Free), 1) : 0;
    }

    /// <summary>How many deliveries one claim may ask for in all.</summary>
    /// <param name="prefetches">Whether the claim prefetches.</param>
    public int ClaimLimit(bool prefetches)
    {
        // The reserve is claimed for in a claim of its own. Only then is it known for which destinations it is kept: taken together, a
        // claim would bring more than can begin, and the rest would be given back, each a write.
        int slots = Free > Reserve ? Free - Reserve : Free;
        return prefetches && !IsTight ? Math.Max(0, slots + MaxRunning - Prefetched) : slots;
    }

    /// <summary>How many deliveries a claim may ask for in one lane: its free slots and its window, less what it holds already.</summary>
    /// <param name="freeSlots">Its free slots.</param>
    /// <param name="window">How many it may prefetch.</param>
    /// <param name="prefetched">How many are prefetched.</param>
    /// <returns>0 too when it is less than <see cref="MinClaim"/>: a claim is worth its cost when it brings several.</returns>
    public static int Credit(int freeSlots, int window, int prefetched)
    {
        int credit = freeSlots + window - prefetched;
        return credit >= MinClaim(window) ? credit : 0;
    }

    /// <summary>
    /// The least credit that is claimed for: half a window. Without a window it is one, or a lane that holds some slow attempts, and is
    /// not healthy or is paced, would never reach it.
    /// </summary>
    public static int MinClaim(int window) => Math.Max(1, window - (window / 2));
}
