namespace Totvs.Webhooks.Dispatching;

/// <summary>
/// Who may begin an attempt. Each destination has a lane of its own with a limit, so that one that hangs never takes the room of others.
/// </summary>
internal sealed class LaneTable(DispatchOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Destination, Lane> _lanes = [];
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

    /// <summary>Takes room for a new delivery, unless others wait for the same destination: they go first.</summary>
    public AttemptSlot? TryEnterWithNew(Destination destination)
    {
        lock (_lock)
        {
            Lane lane = LaneOf(destination);
            if (lane.HasBacklog)
            {
                return null;
            }

            AttemptSlot? slot = TryEnter(lane);
            lane.HasBacklog = slot is null;
            return slot;
        }
    }

    /// <summary>Takes room for a delivery that was claimed.</summary>
    public AttemptSlot? TryEnterWithClaimed(Destination destination)
    {
        lock (_lock)
        {
            Lane lane = LaneOf(destination);
            AttemptSlot? slot = TryEnter(lane);
            lane.HasBacklog |= slot is null;
            return slot;
        }
    }

    /// <summary>Gives room back.</summary>
    /// <returns>Whether the store may hold deliveries that were waiting for it.</returns>
    public bool Leave(AttemptSlot slot)
    {
        lock (_lock)
        {
            bool wasFull = _underWay == options.MaxConcurrentAttempts;
            _underWay--;
            slot.Lane.UnderWay--;
            bool hasBacklog = slot.Lane.HasBacklog;
            ForgetIfIdle(slot.Lane);
            return hasBacklog || wasFull;
        }
    }

    /// <summary>
    /// What the next claim may take of single workflows. Lanes without room get nothing, and are known to have a backlog from then on.
    /// </summary>
    public ClaimLimits LimitsFor(DestinationMap map)
    {
        lock (_lock)
        {
            var limits = new Dictionary<Guid, int>();
            foreach (Destination shared in map.Shared)
            {
                Share(shared, options.MaxConcurrentAttemptsPerDestination);
            }

            foreach (Lane lane in _lanes.Values)
            {
                lane.HasBacklog |= lane.Free <= 0;
                if (lane.UnderWay > 0 && lane.Destination != Destination.None)
                {
                    Share(lane.Destination, Math.Max(0, lane.Free));
                }
            }

            return new ClaimLimits(limits);

            void Share(Destination destination, int room)
            {
                IReadOnlyList<Guid> workflows = map.WorkflowsOf(destination);
                int share = room == 0 ? 0 : Math.Max(1, room / Math.Max(1, workflows.Count));
                foreach (Guid workflow in workflows)
                {
                    limits[workflow] = share;
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
                if (lane.Free > 0)
                {
                    lane.HasBacklog = false;
                    ForgetIfIdle(lane);
                }
            }
        }
    }

    private AttemptSlot? TryEnter(Lane lane)
    {
        if (lane.Free <= 0 || _underWay >= options.MaxConcurrentAttempts)
        {
            return null;
        }

        lane.UnderWay++;
        _underWay++;
        return new AttemptSlot(lane);
    }

    private Lane LaneOf(Destination destination)
    {
        if (!_lanes.TryGetValue(destination, out Lane? lane))
        {
            int limit = destination == Destination.None ? options.MaxConcurrentAttempts : options.MaxConcurrentAttemptsPerDestination;
            _lanes.Add(destination, lane = new Lane(destination, limit));
        }

        return lane;
    }

    private void ForgetIfIdle(Lane lane)
    {
        if (lane.UnderWay == 0 && !lane.HasBacklog)
        {
            _lanes.Remove(lane.Destination);
        }
    }
}
