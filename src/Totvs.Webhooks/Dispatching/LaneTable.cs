namespace Totvs.Webhooks.Dispatching;

/// <summary>
/// Who may begin an attempt. Each destination has a lane of its own with a limit, so that one that hangs never takes the room of others.
/// </summary>
internal sealed class LaneTable(DispatchOptions options, TimeSpan longestPause, TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Destination, Lane> _lanes = [];
    private readonly long _start = timeProvider.GetTimestamp();
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

    private TimeSpan Now => timeProvider.GetElapsedTime(_start);

    /// <summary>Takes room for a new delivery, unless others wait for the same destination: they go first.</summary>
    public AttemptSlot? TryEnterWithNew(Route route)
    {
        lock (_lock)
        {
            Lane lane = LaneOf(route.Destination);
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
            Lane lane = LaneOf(route.Destination);
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
            bool wasFull = _underWay == options.MaxConcurrentAttempts;
            _underWay--;
            slot.Lane.Leave(slot.Route.WorkflowId);
            slot.Lane.Health.Note(signal, Now, options.PauseWhenGone);
            bool hasBacklog = slot.Lane.HasBacklog;
            ForgetIfIdle(slot.Lane);
            return hasBacklog || wasFull;
        }
    }

    /// <summary>
    /// What the next claim may take of single workflows. Lanes without room get nothing, and are known to have a backlog from then on.
    /// </summary>
    public ClaimLimits LimitsFor(RouteMap routes)
    {
        lock (_lock)
        {
            var limits = new Dictionary<Guid, int>();
            TimeSpan now = Now;
            TimeSpan? resumes = null;
            foreach (Route limited in routes.Limited)
            {
                limits[limited.WorkflowId] = Math.Min(limited.Limit, options.MaxConcurrentAttemptsPerDestination);
            }

            foreach (Destination shared in routes.Shared)
            {
                Share(shared, options.MaxConcurrentAttemptsPerDestination, lane: null);
            }

            foreach (Lane lane in _lanes.Values)
            {
                int free = lane.FreeAt(now);
                lane.HasBacklog |= free == 0;
                if (lane.Destination != Destination.None)
                {
                    Share(lane.Destination, free, lane);
                }

                TimeSpan pause = lane.Health.PauseLeft(now);
                if (pause > TimeSpan.Zero && !(resumes < pause))
                {
                    resumes = pause;
                }
            }

            return new ClaimLimits(limits, resumes);

            void Share(Destination destination, int room, Lane? lane)
            {
                IReadOnlyList<Route> sharing = routes.To(destination);
                int share = room == 0 ? 0 : Math.Max(1, room / Math.Max(1, sharing.Count));
                foreach (Route route in sharing)
                {
                    int own = route.Limit - (lane?.UnderWayOf(route.WorkflowId) ?? 0);
                    limits[route.WorkflowId] = Math.Clamp(own, 0, share);
                }
            }
        }
    }

    /// <summary>Notes that a claim took all that was due of the lanes that had room.</summary>
    public void NoteNothingMoreDue()
    {
        lock (_lock)
        {
            foreach (Lane lane in _lanes.Values.ToArray())
            {
                if (lane.FreeAt(Now) > 0)
                {
                    lane.HasBacklog = false;
                    ForgetIfIdle(lane);
                }
            }
        }
    }

    private AttemptSlot? TryEnter(Lane lane, Route route)
    {
        if (_underWay >= options.MaxConcurrentAttempts || lane.FreeAt(Now) == 0 || lane.UnderWayOf(route.WorkflowId) >= route.Limit)
        {
            return null;
        }

        lane.Enter(route.WorkflowId);
        _underWay++;
        return new AttemptSlot(lane, route);
    }

    private Lane LaneOf(Destination destination)
    {
        if (!_lanes.TryGetValue(destination, out Lane? lane))
        {
            int limit = destination == Destination.None ? options.MaxConcurrentAttempts : options.MaxConcurrentAttemptsPerDestination;
            _lanes.Add(destination, lane = new Lane(destination, new LaneHealth(limit, longestPause)));
        }

        return lane;
    }

    /// <summary>A lane with nothing to remember is made anew when it is needed.</summary>
    private void ForgetIfIdle(Lane lane)
    {
        if (lane is { UnderWay: 0, HasBacklog: false, Health.IsHealthy: true })
        {
            _lanes.Remove(lane.Destination);
        }
    }
}
