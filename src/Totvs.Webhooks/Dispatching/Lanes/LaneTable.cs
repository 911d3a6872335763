namespace Totvs.Webhooks.Dispatching.Lanes;

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
    private RouteMap? _placedBy;
    private int _underWay;
    private int _ready;
    private bool _keepsReady;

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
    /// Whether so little room is left that all of it is kept for destinations without an attempt under way. Otherwise a few dozen slow
    /// ones with a backlog would take every room that comes free, since what waits for them has been due for longer.
    /// </summary>
    private bool IsTight => _lanes.Count > 1 && options.MaxConcurrentAttempts - _underWay <= Reserve;

    private int Reserve => options.MaxConcurrentAttempts / ReservedPart;

    private TimeSpan Now => timeProvider.GetElapsedTime(_start);

    /// <summary>Takes room for a new delivery, unless others wait for the same destination: they go first.</summary>
    public Lane? TryEnterWithNew(Route route)
    {
        lock (_lock)
        {
            Lane lane = LaneOf(route, Now);
            if (lane.HasBacklog)
            {
                return null;
            }

            bool hasEntered = TryEnter(lane, route.WorkflowId, route.Limit);
            lane.HasBacklog = !hasEntered;
            return hasEntered ? lane : null;
        }
    }

    /// <summary>Takes room for a delivery that was claimed.</summary>
    public Lane? TryEnterWithClaimed(Route route)
    {
        lock (_lock)
        {
            Lane lane = LaneOf(route, Now);
            bool hasEntered = TryEnter(lane, route.WorkflowId, route.Limit);
            lane.HasBacklog |= !hasEntered;
            return hasEntered ? lane : null;
        }
    }

    /// <summary>Keeps an attempt ready that has no room, if its lane takes it.</summary>
    public bool TryKeepReady(Attempt attempt, Route route)
    {
        lock (_lock)
        {
            // One whose workflow has a limit of its own could stand in the way of others.
            Lane lane = LaneOf(route, Now);
            if (route.Limit < int.MaxValue || lane.Ready.Count >= lane.MostReadyAt(Now) || _ready >= options.MaxConcurrentAttempts || !_keepsReady)
            {
                return false;
            }

            lane.Ready.Enqueue(attempt);
            _ready++;
            return true;
        }
    }

    /// <summary>
    /// Finds a place for a claimed delivery. In one step, or the last attempt of its lane could end in between, and nothing would begin
    /// it.
    /// </summary>
    /// <param name="attempt">Its attempt.</param>
    /// <param name="route">Where it goes.</param>
    /// <param name="ahead">Whether it may be kept ready.</param>
    public ClaimedPlace Place(Attempt attempt, Route route, bool ahead)
    {
        lock (_lock)
        {
            if (TryEnterWithClaimed(route) is { } lane)
            {
                attempt.Lane = lane;
                return ClaimedPlace.Room;
            }

            return ahead && TryKeepReady(attempt, route) ? ClaimedPlace.Ready : ClaimedPlace.None;
        }
    }

    /// <summary>
    /// Hands out what is kept ready in a lane that its workflow's deliveries do not go to any more, or may not be kept ready in as the
    /// workflow is now: it would begin under limits that no longer hold.
    /// </summary>
    public IReadOnlyList<Attempt> TakeMisplaced(RouteMap routes)
    {
        lock (_lock)
        {
            if (_ready == 0 || ReferenceEquals(_placedBy, routes))
            {
                _placedBy = routes;
                return [];
            }

            _placedBy = routes;
            TimeSpan now = Now;
            var misplaced = new List<Attempt>();
            foreach (Lane lane in _lanes.Values.Where(lane => lane.Ready.Count > 0))
            {
                Attempt[] ready = TakeReady(lane);
                foreach (Attempt attempt in ready)
                {
                    if (routes.Find(attempt.WorkflowId) is { Limit: int.MaxValue } route
                        && route.Destination == lane.Destination
                        && MayKeepMore(lane, route, now))
                    {
                        lane.Ready.Enqueue(attempt);
                        _ready++;
                    }
                    else
                    {
                        misplaced.Add(attempt);
                    }
                }
            }

            return misplaced;
        }
    }

    /// <summary>
    /// Hands out what is ready and has room: of several lanes that were short of room, the one that gave room back helps only one.
    /// </summary>
    public IReadOnlyList<Attempt> TakeStartable()
    {
        lock (_lock)
        {
            if (_ready == 0)
            {
                return [];
            }

            var startable = new List<Attempt>();
            foreach (Lane lane in _lanes.Values)
            {
                while (Next(lane) is { } next)
                {
                    startable.Add(next);
                }
            }

            return startable;
        }
    }

    /// <summary>Keeps deliveries ready from now on.</summary>
    public void KeepReady()
    {
        lock (_lock)
        {
            _keepsReady = true;
        }
    }

    /// <summary>Hands out all that is ready, and keeps nothing ready from now on.</summary>
    public IReadOnlyList<Attempt> TakeAllReady()
    {
        lock (_lock)
        {
            _keepsReady = false;
            return [.. _lanes.Values.SelectMany(TakeReady)];
        }
    }

    /// <summary>Gives room back.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="workflowId">Whose room it was.</param>
    /// <param name="signal">What the attempt said of the destination.</param>
    public LaneChange Leave(Lane lane, Guid workflowId, LaneSignal signal)
    {
        lock (_lock)
        {
            bool wasTight = IsTight || _underWay == options.MaxConcurrentAttempts;
            _underWay--;
            lane.Leave(workflowId);
            lane.Health.Note(signal, Now, options.PauseWhenGone);
            IReadOnlyList<Attempt> givenUp = lane.Ready.Count == 0 || lane.MostReadyAt(Now) > 0 ? [] : TakeReady(lane);
            Attempt? next = Next(wasTight && _ready > 0 ? LaneToGoNext(lane) : lane);

            bool mayClaim = wasTight || lane.HasWorkflowAtItsLimit || (lane.HasBacklog && lane.Ready.Count <= lane.MostReadyAt(Now) / 2);
            ForgetIfIdle(lane);
            return new LaneChange(mayClaim, next, givenUp);
        }
    }

    /// <summary>
    /// What the next claim may take of single workflows. Lanes without room get nothing, and are known to have a backlog from then on.
    /// </summary>
    /// <param name="routes">The routes.</param>
    /// <param name="ahead">Whether deliveries are claimed that only become ready.</param>
    public ClaimLimits LimitsFor(RouteMap routes, bool ahead = false)
    {
        var limits = new ClaimLimitsBuilder(routes, options.MaxConcurrentAttemptsPerDestination);
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
                int free = RoomOf(lane, now);
                int room = ahead ? ClaimRoomOf(lane, free, now) : free;
                lane.HasBacklog |= room == 0;
                if (lane.Destination != Destination.None)
                {
                    limits.Add(lane, free, room, lane.WaitAt(now));
                }
            }

            limits.AddWithoutLane(_lanes);

            // The last room is claimed for in a claim of its own: only then is it known for whom it is kept.
            int left = options.MaxConcurrentAttempts - _underWay;
            int total = left > Reserve ? left - Reserve : left;
            return limits.Build(
                ahead && !IsTight ? total + options.MaxConcurrentAttempts - _ready : total,
                IsTight ? 1 : options.MaxConcurrentAttemptsPerDestination);
        }
    }

    /// <summary>Notes that a claim took all that was due of the lanes that had room.</summary>
    /// <param name="ahead">Whether it claimed ahead.</param>
    public void NoteNothingMoreDue(bool ahead = false)
    {
        lock (_lock)
        {
            foreach (Lane lane in _lanes.Values.ToArray())
            {
                int free = RoomOf(lane, Now);
                if ((ahead ? ClaimRoomOf(lane, free, Now) : free) > 0)
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

    /// <summary>Nothing while enough is ready: a claim is worth its cost when it brings several.</summary>
    private int ClaimRoomOf(Lane lane, int free, TimeSpan now)
    {
        int mostReady = lane.MostReadyAt(now);
        if (IsTight || !_keepsReady || mostReady == 0)
        {
            return Math.Max(0, free - lane.Ready.Count);
        }

        return lane.Ready.Count > mostReady / 2 ? 0 : Math.Max(0, free + mostReady - lane.Ready.Count);
    }

    /// <summary>
    /// Whose delivery takes room that all lanes were short of: first a lane with none under way, then the one that gave it back, then
    /// any.
    /// </summary>
    private Lane LaneToGoNext(Lane leaving) =>
        _lanes.Values.FirstOrDefault(lane => lane is { UnderWay: 0, Ready.Count: > 0 })
            ?? (leaving.Ready.Count > 0 ? leaving : _lanes.Values.FirstOrDefault(lane => lane.Ready.Count > 0 && RoomOf(lane, Now) > 0) ?? leaving);

    private Attempt? Next(Lane lane)
    {
        if (!lane.Ready.TryPeek(out Attempt? next) || !TryEnter(lane, next.WorkflowId, int.MaxValue))
        {
            return null;
        }

        _ready--;
        next.Lane = lane;
        return lane.Ready.Dequeue();
    }

    private static bool MayKeepMore(Lane lane, Route route, TimeSpan now)
    {
        lane.Limit(route.AttemptsPerSecond, now);
        return lane.Ready.Count < lane.MostReadyAt(now);
    }

    private Attempt[] TakeReady(Lane lane)
    {
        Attempt[] taken = [.. lane.Ready];
        lane.Ready.Clear();
        _ready -= taken.Length;
        return taken;
    }

    private bool TryEnter(Lane lane, Guid workflowId, int limit)
    {
        TimeSpan now = Now;
        if (_underWay >= options.MaxConcurrentAttempts || RoomOf(lane, now) == 0 || lane.UnderWayOf(workflowId) >= limit)
        {
            return false;
        }

        lane.Enter(workflowId, now);
        _underWay++;
        return true;
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

    /// <summary>
    /// What is remembered of a destination ends with the last workflow that goes there, or the lanes would grow with every URL that ever
    /// failed.
    /// </summary>
    private void ForgetUnused(RouteMap routes)
    {
        // Which they are changes with the workflows alone.
        if (ReferenceEquals(_knownRoutes, routes))
        {
            return;
        }

        bool isInUse = false;
        foreach (Lane lane in _lanes.Values.Where(lane => routes.To(lane.Destination).Count == 0).ToArray())
        {
            if (lane is { UnderWay: 0, Ready.Count: 0 })
            {
                _lanes.Remove(lane.Destination);
            }
            else
            {
                isInUse = true;
            }
        }

        // A lane whose last attempts are still under way is looked at again until they have ended.
        _knownRoutes = isInUse ? null : routes;
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
