namespace Totvs.Webhooks.Dispatching.Lanes;

/// <content>What is claimed before it has a slot.</content>
internal sealed partial class LaneTable
{
    private RouteMap? _placedBy;
    private bool _prefetches;

    /// <summary>Prefetches from now on.</summary>
    public void BeginPrefetching()
    {
        lock (_lock)
        {
            _prefetches = true;
        }
    }

    /// <summary>Hands out all that is prefetched, and prefetches nothing from now on.</summary>
    public IReadOnlyList<Attempt> EndPrefetching()
    {
        lock (_lock)
        {
            _prefetches = false;
            return [.. _lanes.Values.SelectMany(TakePrefetchedLocked)];
        }
    }

    /// <summary>
    /// Hands out what is prefetched and has a slot now: of several lanes that were short of slots, the one that freed a slot helps
    /// only one.
    /// </summary>
    public IReadOnlyList<Attempt> TakePrefetchedWithSlot(TimeSpan now)
    {
        lock (_lock)
        {
            if (_prefetched == 0)
            {
                return [];
            }

            var taken = new List<Attempt>();
            foreach (Lane lane in _lanes.Values)
            {
                while (TryBeginPrefetchedLocked(lane, now) is { } attempt)
                {
                    taken.Add(attempt);
                }
            }

            CheckLocked();
            return taken;
        }
    }

    /// <summary>
    /// Hands out what is prefetched in a lane that its workflow's deliveries do not go to any more, or above the limits as the workflow is
    /// now: it would begin under limits that no longer hold.
    /// </summary>
    public IReadOnlyList<Attempt> TakeMisplaced(RouteMap routes, TimeSpan now)
    {
        lock (_lock)
        {
            if (_prefetched == 0 || ReferenceEquals(_placedBy, routes))
            {
                _placedBy = routes;
                return [];
            }

            _placedBy = routes;
            var misplaced = new List<Attempt>();
            foreach (Lane lane in _lanes.Values.Where(lane => lane.Prefetched > 0))
            {
                foreach (Attempt attempt in TakePrefetchedLocked(lane))
                {
                    if (MayStayLocked(lane, routes.Find(attempt.WorkflowId), now))
                    {
                        PrefetchLocked(lane, attempt);
                    }
                    else
                    {
                        misplaced.Add(attempt);
                    }
                }
            }

            CheckLocked();
            return misplaced;
        }
    }

    private static bool MayStayLocked(Lane lane, Route? route, TimeSpan now)
    {
        if (route is null || route.Destination != lane.Destination)
        {
            return false;
        }

        lane.Limit(route.AttemptsPerSecond, now);
        return !lane.IsPaced && !lane.IsPausedAt(now) && lane.InHandOf(route.WorkflowId) < route.Limit;
    }

    private Attempt? TryBeginPrefetchedLocked(Lane lane, TimeSpan now)
    {
        if (lane.Prefetched == 0 || _running >= _options.MaxConcurrentAttempts || FreeSlotsLocked(lane, now) == 0)
        {
            return null;
        }

        _prefetched--;
        _running++;
        return lane.BeginPrefetched(now);
    }

    private void PrefetchLocked(Lane lane, Attempt attempt)
    {
        lane.Prefetch(attempt);
        _prefetched++;
    }

    private Attempt[] TakePrefetchedLocked(Lane lane)
    {
        Attempt[] taken = lane.TakePrefetched();
        _prefetched -= taken.Length;
        return taken;
    }
}
