using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching.Attempts;
using Totvs.Webhooks.Dispatching.Lanes;

namespace Totvs.Webhooks.Dispatching;

/// <summary>Claims what is due, as far as there are slots, and starts its attempts. The loop and runs by hand share it.</summary>
internal sealed class DeliveryClaims
{
    private readonly IRetryStore _store;
    private readonly LaneTable _lanes;
    private readonly CurrentRoutes _routes;
    private readonly AttemptEnd _end;
    private readonly DispatchOptions _options;
    private readonly DispatchClock _clock;
    private readonly TimeProvider _timeProvider;

    public DeliveryClaims(
        IRetryStore store,
        LaneTable lanes,
        CurrentRoutes routes,
        AttemptEnd end,
        DispatchOptions options,
        DispatchClock clock,
        TimeProvider timeProvider)
    {
        _store = store;
        _lanes = lanes;
        _routes = routes;
        _end = end;
        _options = options;
        _clock = clock;
        _timeProvider = timeProvider;
    }

    /// <summary>Makes one claim and starts what has a slot.</summary>
    /// <param name="run">
    /// The run that claims. Only the one in the background prefetches: a run by hand waits for all that it claimed.
    /// </param>
    /// <param name="stopping">When it is set, nothing of the claim begins any more.</param>
    /// <returns>How many deliveries have found a place, with a slot or prefetched.</returns>
    public async Task<int> ClaimAndStartAsync(DispatchRun run, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        RouteMap routes = _routes.Get();
        bool prefetches = !run.IsByHand;
        if (prefetches)
        {
            StartPrefetched(routes);
        }

        ClaimLimits limits = _lanes.LimitsFor(routes, prefetches, _clock.Now);
        if (limits.AllowNothing(routes.Ids))
        {
            return 0;
        }

        // Without this line a stop could find nothing to wait for just before the claim is granted, and its leases would be left.
        run.UnderWay.Enter();
        try
        {
            long timestamp = _timeProvider.GetTimestamp();

            // Not the token of the stop: a claim that is cancelled may have been granted all the same, and then its deliveries would wait
            // for the end of leases that nothing knows of.
            ClaimRequest request = limits.ToRequest(routes.Ids, _options.LeaseDuration);
            IReadOnlyList<Lease> leases = await _store.ClaimAsync(request, run.GiveUp).ConfigureAwait(false);
            int placed = Place(leases, timestamp, routes, run, stopping);

            // After they are placed: what is in hand by now tells a limit of the workflow from one of the lane.
            _lanes.NoteAnswer(limits, request, leases, routes, _clock.Now);
            return placed;
        }
        finally
        {
            run.UnderWay.Leave();
        }
    }

    private void StartPrefetched(RouteMap routes)
    {
        TimeSpan now = _clock.Now;

        // Before any of them begins: what is misplaced must not.
        foreach (Attempt misplaced in _lanes.TakeMisplaced(routes, now))
        {
            _end.Release(misplaced);
        }

        foreach (Attempt attempt in _lanes.TakePrefetchedWithSlot(now))
        {
            AttemptRunner.Start(attempt);
        }
    }

    private int Place(IReadOnlyList<Lease> leases, long timestamp, RouteMap routes, DispatchRun run, CancellationToken stopping)
    {
        int placed = 0;
        foreach (Lease lease in leases)
        {
            if (routes.Find(lease.Delivery.WorkflowId) is not { } route)
            {
                // A store that claims what was not asked for. Released at once, it would be claimed again at once, in a loop without end.
                continue;
            }

            var attempt = new Attempt(lease, timestamp, run);
            run.UnderWay.Enter();
            ClaimedPlace place = stopping.IsCancellationRequested
                ? ClaimedPlace.None
                : _lanes.Place(attempt, route, prefetches: !run.IsByHand, _clock.Now);
            switch (place)
            {
                case ClaimedPlace.Slot:
                    AttemptRunner.Start(attempt);
                    break;
                case ClaimedPlace.None:
                    // Its slot was taken meanwhile, or the stop has come: it waits its turn in the store.
                    _end.Release(attempt);
                    continue;
            }

            placed++;
        }

        return placed;
    }
}
