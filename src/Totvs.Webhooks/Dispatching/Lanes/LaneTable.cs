using System.Diagnostics;

namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>
/// Who may begin an attempt. Each destination has a lane of its own with a limit, so that one that hangs never takes the slots of others.
/// </summary>
/// <remarks>
/// One lock holds all lanes, since they share the slots. What needs the lock has a name that ends in <c>Locked</c>. The time is passed in;
/// callers read it before the lock, so that it may be a little older than what a lane has seen, which no rule here minds.
/// </remarks>
internal sealed partial class LaneTable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Destination, Lane> _lanes = [];
    private readonly DispatchOptions _options;
    private readonly TimeSpan _maxPause;
    private int _running;
    private int _prefetched;

    // Counts looks and notes, so that the answer to a claim is told from what was noted while the claim was on its way.
    private long _order;

    /// <param name="options">The limits.</param>
    /// <param name="maxPause">The longest pause of a destination that does not answer.</param>
    public LaneTable(DispatchOptions options, TimeSpan maxPause)
    {
        _options = options;
        _maxPause = maxPause;
    }

    /// <summary>How many attempts run.</summary>
    public int Running => Volatile.Read(ref _running);

    private LaneBudget BudgetLocked => new(_options.MaxConcurrentAttempts, _running, _prefetched, _lanes.Count);

    /// <summary>Acquires a slot for a new delivery, unless others wait for the same destination: they go first.</summary>
    /// <returns>The lane of the slot; <see langword="null"/> when the delivery waits in the store.</returns>
    public Lane? TryReserve(Route route, TimeSpan now)
    {
        lock (_lock)
        {
            Lane lane = LaneOfLocked(route, now);
            if (lane.MayHaveMoreOf(route.WorkflowId))
            {
                return null;
            }

            bool isAcquired = lane.Prefetched == 0 && TryAcquireLocked(lane, route, now);
            if (!isAcquired)
            {
                NoteWaitingLocked(lane, route);
            }

            CheckLocked();
            return isAcquired ? lane : null;
        }
    }

    /// <summary>
    /// Finds the place of a claimed delivery. In one step: between two, the last attempt of its lane could end, and nothing would begin
    /// what is prefetched after it.
    /// </summary>
    /// <param name="attempt">Its attempt.</param>
    /// <param name="route">Where it goes.</param>
    /// <param name="prefetches">Whether it may be prefetched.</param>
    /// <param name="now">The time.</param>
    /// <returns>
    /// <see cref="ClaimedPlace.None"/> only when, since the claim, the lane has begun to pause, or a new delivery has taken the last slot
    /// of a workflow's own limit or of a rate, or when nothing is prefetched.
    /// </returns>
    public ClaimedPlace Place(Attempt attempt, Route route, bool prefetches, TimeSpan now)
    {
        lock (_lock)
        {
            ClaimedPlace place = ClaimedPlace.None;
            Lane lane = LaneOfLocked(route, now);
            if (TryAcquireLocked(lane, route, now))
            {
                attempt.Lane = lane;
                place = ClaimedPlace.Slot;
            }
            else if (prefetches && _prefetches && lane.MayPrefetchAt(now) && lane.InHandOf(route.WorkflowId) < route.Limit)
            {
                // Also above the window: the claim asked for it while there was credit, and it is not given back because a new delivery
                // was quicker to take the slot.
                PrefetchLocked(lane, attempt);
                place = ClaimedPlace.Prefetched;
            }
            else
            {
                NoteWaitingLocked(lane, route);
            }

            CheckLocked();
            return place;
        }
    }

    private bool TryAcquireLocked(Lane lane, Route route, TimeSpan now)
    {
        if (_running >= _options.MaxConcurrentAttempts
            || FreeSlotsLocked(lane, now) == 0
            || lane.InHandOf(route.WorkflowId) >= route.Limit)
        {
            return false;
        }

        lane.Begin(route.WorkflowId, now);
        _running++;
        return true;
    }

    /// <summary>Notes that a delivery has to wait in the store: for its workflow's own limit, or for the lane.</summary>
    private void NoteWaitingLocked(Lane lane, Route route)
    {
        if (lane.InHandOf(route.WorkflowId) >= route.Limit)
        {
            lane.NoteMoreOf(route.WorkflowId, ++_order);
        }
        else
        {
            lane.NoteMore(++_order);
        }
    }

    private int FreeSlotsLocked(Lane lane, TimeSpan now) => BudgetLocked.FreeSlots(lane.FreeAt(now), lane.Running);

    private Lane LaneOfLocked(Route route, TimeSpan now)
    {
        if (!_lanes.TryGetValue(route.Destination, out Lane? lane))
        {
            lane = new Lane(route.Destination, new LaneHealth(_options.MaxConcurrentAttemptsPerDestination, _maxPause));
            _lanes.Add(route.Destination, lane);
        }

        lane.Limit(route.AttemptsPerSecond, now);
        return lane;
    }

    /// <summary>Forgets a lane with nothing to remember. It is made anew when it is needed.</summary>
    private void ForgetIfAtRestLocked(Lane lane, TimeSpan now)
    {
        if (lane.IsAtRestAt(now))
        {
            _lanes.Remove(lane.Destination);
        }
    }

    [Conditional("DEBUG")]
    private void CheckLocked()
    {
        foreach (Lane lane in _lanes.Values)
        {
            lane.Check();
        }

        Debug.Assert(_running == _lanes.Values.Sum(lane => lane.Running), "Every slot is in a lane that is remembered.");
        Debug.Assert(_prefetched == _lanes.Values.Sum(lane => lane.Prefetched), "Everything prefetched is in a lane that is remembered.");
        Debug.Assert(_running >= 0 && _running <= _options.MaxConcurrentAttempts, "No more run than all lanes together may.");
    }
}
