using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Dispatching.Lanes;

/// <content>What a claim may ask for, and what its answer says.</content>
internal sealed partial class LaneTable
{
    private RouteMap? _knownRoutes;

    /// <summary>
    /// How many deliveries the next claim may ask for. What it may not ask for is noted: the store may have more of that from then on.
    /// </summary>
    /// <param name="routes">The routes.</param>
    /// <param name="prefetches">Whether the claim prefetches.</param>
    /// <param name="now">The time.</param>
    public ClaimLimits LimitsFor(RouteMap routes, bool prefetches, TimeSpan now)
    {
        lock (_lock)
        {
            long askedAt = ++_order;
            ForgetUnusedLocked(routes);
            foreach (Route paced in routes.Paced)
            {
                // It has a lane even before its first attempt: how many may begin is known there.
                _ = LaneOfLocked(paced, now);
            }

            LaneBudget budget = BudgetLocked;
            int creditWithoutLane = budget.IsTight ? 1 : _options.MaxConcurrentAttemptsPerDestination;
            var limits = new ClaimLimitsBuilder(routes, creditWithoutLane);
            foreach (Lane lane in _lanes.Values)
            {
                int credit = CreditLocked(lane, prefetches, now);
                NoteUnaskedLocked(lane, credit, routes);
                limits.Add(lane, credit, lane.WaitAt(now));
            }

            limits.AddWithoutLane(_lanes);
            return limits.Build(budget.ClaimLimit(prefetches), creditWithoutLane, askedAt);
        }
    }

    /// <summary>Notes what the answer to a claim says of the store: more is left where a limit of the claim was used up.</summary>
    /// <param name="limits">The limits of the claim.</param>
    /// <param name="request">The claim.</param>
    /// <param name="leases">Its answer.</param>
    /// <param name="routes">The routes of the claim.</param>
    /// <param name="now">The time.</param>
    public void NoteAnswer(ClaimLimits limits, ClaimRequest request, IReadOnlyList<Lease> leases, RouteMap routes, TimeSpan now)
    {
        // What is left of the claim is counted as the store counted it.
        var left = new ClaimBudget(request);
        for (int index = 0; index < leases.Count; index++)
        {
            left.TryTake(leases[index].Delivery.WorkflowId);
        }

        lock (_lock)
        {
            foreach (Lane lane in _lanes.Values.ToArray())
            {
                bool isAnswered = false;
                bool mayHaveMore = false;
                foreach (Route route in routes.To(lane.Destination))
                {
                    if (left.LeftOf(route.WorkflowId) > 0)
                    {
                        isAnswered = true;
                        lane.NoteNoMoreOf(route.WorkflowId, limits.AskedAt);
                    }
                    else
                    {
                        mayHaveMore |= lane.InHandOf(route.WorkflowId) < route.Limit;
                    }
                }

                if (mayHaveMore)
                {
                    lane.NoteMore(++_order);
                }
                else if (isAnswered)
                {
                    lane.NoteNoMore(limits.AskedAt);
                }

                ForgetIfAtRestLocked(lane, now);
            }

            CheckLocked();
        }
    }

    /// <summary>Notes what the claim does not ask for, or nothing would wake the loop for it when it can.</summary>
    private void NoteUnaskedLocked(Lane lane, int credit, RouteMap routes)
    {
        if (credit == 0)
        {
            lane.NoteMore(++_order);
        }

        foreach (Route route in routes.To(lane.Destination))
        {
            if (lane.InHandOf(route.WorkflowId) >= route.Limit)
            {
                lane.NoteMoreOf(route.WorkflowId, ++_order);
            }
        }
    }

    private int CreditLocked(Lane lane, bool prefetches, TimeSpan now)
    {
        LaneBudget budget = BudgetLocked;
        int window = prefetches && _prefetches && !budget.IsTight ? lane.PrefetchWindowAt(now) : 0;
        return LaneBudget.Credit(budget.FreeSlots(lane.FreeAt(now), lane.Running), window, lane.Prefetched);
    }

    /// <summary>
    /// Forgets destinations that no workflow goes to any more, or the lanes would grow with every URL that ever failed.
    /// </summary>
    private void ForgetUnusedLocked(RouteMap routes)
    {
        // Which they are changes with the workflows alone.
        if (ReferenceEquals(_knownRoutes, routes))
        {
            return;
        }

        bool isInUse = false;
        foreach (Lane lane in _lanes.Values.ToArray())
        {
            IReadOnlyList<Route> to = routes.To(lane.Destination);
            lane.ForgetMoreOfOthers(to);
            if (to.Count > 0)
            {
                continue;
            }

            if (lane is { Running: 0, Prefetched: 0 })
            {
                _lanes.Remove(lane.Destination);
            }
            else
            {
                isInUse = true;
            }
        }

        // A lane whose last attempts still run is looked at again until they have ended.
        _knownRoutes = isInUse ? null : routes;
    }
}
