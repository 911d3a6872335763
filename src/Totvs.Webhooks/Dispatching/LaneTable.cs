namespace Totvs.Webhooks.Dispatching;

/// <summary>
/// Who may begin an attempt. Each destination has a lane of its own with a limit, so that one that hangs never takes the room of others.
/// </summary>
internal sealed class LaneTable(DispatchOptions options, TimeSpan longestPause, TimeProvider timeProvider)
{
    private const int ReservedPart = 8;

    private readonly Lock _lock = new();
    private readonly Dictionary<Destination, Lane> _lanes = [];
    private readonly long _start = timeProvider.GetTimestamp();
    private RouteMap? _knownRoutes;
    private int _underWay;

    public int Free
    {
        get
        {
            lock (_lock)
            {
                return options.MaxConcurrentAttempts - _underWay;
            }
        }
    }

    /// <summary>
    /// Whether so little room is left that all of it is kept for destinations without an attempt under way. Otherwise a few dozen slow ones with
    /// a backlog would take every room that comes free, since what waits for them has been due for longer.
    /// </summary>
    private bool IsTight => _lanes.Count > 1 && options.MaxConcurrentAttempts - _underWay <= Reserve;

    private int Reserve => options.MaxConcurrentAttempts / ReservedPart;

    private TimeSpan Now => timeProvider.GetElapsedTime(_start);

    /// <summary>Takes room for a new delivery, unless others wait for the same destination: they go first.</summary>
    public AttemptSlot? TryEnterWithNew(Route route)
    {
        lock (_lock)
        {
            Lane lane = LaneOf(route, Now);
            if (lane.HasBacklog)
            {
                return null;
            }

            AttemptSlot? slot = TryEnter(lane, route);
            lane.HasBacklog = slot is null;
            return slot;
        }
    }

    /// <summary>Takes room for a delivery that was claimed.</summary>
    public AttemptSlot? TryEnterWithClaimed(Route route)
    {
        lock (_lock)
        {
            Lane lane = LaneOf(route, Now);
            AttemptSlot? slot = TryEnter(lane, route);
            lane.HasBacklog |= slot is null;
            return slot;
        }
    }

    /// <summary>Gives room back.</summary>
    /// <returns>Whether the store may hold deliveries that were waiting for it.</returns>
    public bool Leave(AttemptSlot slot, LaneSignal signal)
    {
        lock (_lock)
        {
            bool wasTight = IsTight || _underWay == options.MaxConcurrentAttempts;
            _underWay--;
            slot.Lane.Leave(slot.Route.WorkflowId);
            slot.Lane.Health.Note(signal, Now, options.PauseWhenGone);
            bool hasBacklog = slot.Lane.HasBacklog || slot.Lane.HasWorkflowAtItsLimit;
            ForgetIfIdle(slot.Lane);
            return hasBacklog || wasTight;
        }
    }

    /// <summary>
    /// What the next claim may take of single workflows. Lanes without room get nothing, and are known to have a backlog from then on.
    /// </summary>
    public ClaimLimits LimitsFor(RouteMap routes)
    {
        var limits = new ClaimLimitsBuilder(routes, options.MaxConcurrentAttemptsPerDestination);
        limits.AddLimited();
        lock (_lock)
        {
            TimeSpan now = Now;
            ForgetUnused(routes);
            foreach (Route paced in routes.Paced)
            {
                // It has a lane even before its first attempt: how many may begin is known there.
                _ = LaneOf(paced, now);
            }

            foreach (Lane lane in _lanes.Values)
            {
                int room = RoomOf(lane, now);
                lane.HasBacklog |= room == 0;
                if (lane.Destination != Destination.None)
                {
                    limits.Add(lane, room, lane.WaitAt(now));
                }
            }

            // The last room is claimed for in a claim of its own: only then is it known for whom it is kept.
            int free = options.MaxConcurrentAttempts - _underWay;
            return limits.Build(free > Reserve ? free - Reserve : free, IsTight ? 1 : options.MaxConcurrentAttemptsPerDestination);
        }
    }

    /// <summary>Notes that a claim took all that was due of the lanes that had room.</summary>
    public void NoteNothingMoreDue()
    {
        lock (_lock)
        {
            foreach (Lane lane in _lanes.Values.ToArray())
            {
                if (RoomOf(lane, Now) > 0)
                {
                    lane.HasBacklog = false;
                    ForgetIfIdle(lane);
                }
            }
        }
    }

    private int RoomOf(Lane lane, TimeSpan now)
    {
        int free = lane.FreeAt(now);
        if (!IsTight)
        {
            return free;
        }

        return lane.UnderWay == 0 ? Math.Min(free, 1) : 0;
    }

    private AttemptSlot? TryEnter(Lane lane, Route route)
    {
        TimeSpan now = Now;
        if (_underWay >= options.MaxConcurrentAttempts || RoomOf(lane, now) == 0 || lane.UnderWayOf(route.WorkflowId) >= route.Limit)
        {
            return null;
        }

        lane.Enter(route.WorkflowId, now);
        _underWay++;
        return new AttemptSlot(lane, route);
    }

    private Lane LaneOf(Route route, TimeSpan now)
    {
        if (!_lanes.TryGetValue(route.Destination, out Lane? lane))
        {
            int limit = route.Destination == Destination.None ? options.MaxConcurrentAttempts : options.MaxConcurrentAttemptsPerDestination;
            _lanes.Add(route.Destination, lane = new Lane(route.Destination, new LaneHealth(limit, longestPause)));
        }

        lane.Limit(route.AttemptsPerSecond, now);
        return lane;
    }

    /// <summary>What is remembered of a destination ends with the last workflow that goes there, or the lanes would grow with every URL that ever failed.</summary>
    private void ForgetUnused(RouteMap routes)
    {
        // Which they are changes with the workflows alone.
        if (ReferenceEquals(_knownRoutes, routes))
        {
            return;
        }

        foreach (Lane lane in _lanes.Values.Where(lane => lane.UnderWay == 0 && routes.To(lane.Destination).Count == 0).ToArray())
        {
            _lanes.Remove(lane.Destination);
        }

        _knownRoutes = routes;
    }

    /// <summary>A lane with nothing to remember is made anew when it is needed.</summary>
    private void ForgetIfIdle(Lane lane)
    {
        if (lane.IsAtRest(Now))
        {
            _lanes.Remove(lane.Destination);
        }
    }
}
