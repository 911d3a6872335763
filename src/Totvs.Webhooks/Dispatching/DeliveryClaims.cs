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
    private readonly TimeProvider _timeProvider;

    public DeliveryClaims(
        IRetryStore store, LaneTable lanes, CurrentRoutes routes, AttemptEnd end, DispatchOptions options, TimeProvider timeProvider)
    {
        _store = store;
        _lanes = lanes;
        _routes = routes;
        _end = end;
        _options = options;
        _timeProvider = timeProvider;
    }

    /// <summary>Makes one claim and starts what has a slot.</summary>
    /// <param name="run">The run that claims. Only the one in the background prefetches: a run by hand waits for all that it claimed.</param>
    /// <param name="stopping">When it is set, nothing of the claim begins any more.</param>
    /// <returns>How many attempts were started.</returns>
    public async Task<int> ClaimAndStartAsync(DispatchRun run, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        RouteMap routes = _routes.Get();
        bool prefetches = !run.IsByHand;
        if (prefetches)
        {
            StartPrefetched(routes);
        }

        ClaimLimits limits = _lanes.LimitsFor(routes, prefetches);
        if (limits.AllowNothing(routes.Ids))
        {
            return 0;
        }

        // Without this line a stop could find nothing under way just before the claim is granted, and its leases would be left.
        run.UnderWay.Enter();
        try
        {
            long timestamp = _timeProvider.GetTimestamp();

            // Not the token of the stop: a claim that is cancelled may have been granted all the same, and then its deliveries would wait
            // for the end of leases that nothing knows of.
            IReadOnlyList<Lease> leases = await _store.ClaimAsync(
                limits.ToRequest(routes.Ids, _options.LeaseDuration), run.GiveUp).ConfigureAwait(false);
            if (leases.Count == 0)
            {
                _lanes.NoteNothingMoreDue(prefetches);
            }

            return Start(leases, timestamp, routes, run, stopping);
        }
        finally
        {
            run.UnderWay.Leave();
        }
    }

    private void StartPrefetched(RouteMap routes)
    {
        foreach (Attempt ready in _lanes.TakeStartable())
        {
            AttemptRunner.Start(ready);
        }

        foreach (Attempt misplaced in _lanes.TakeMisplaced(routes))
        {
            _end.Release(misplaced);
        }
    }

    private int Start(IReadOnlyList<Lease> leases, long timestamp, RouteMap routes, DispatchRun run, CancellationToken stopping)
    {
        int started = 0;
        foreach (Lease lease in leases)
        {
            if (routes.Find(lease.Delivery.WorkflowId) is not { } route)
            {
                // A store that claims what was not asked for. Released at once, it would be claimed again at once, in a loop without end.
                continue;
            }

            var attempt = new Attempt(lease, timestamp, run);
            run.UnderWay.Enter();
            switch (stopping.IsCancellationRequested ? ClaimedPlace.None : _lanes.Place(attempt, route, ahead: !run.IsByHand))
            {
                case ClaimedPlace.Room:
                    AttemptRunner.Start(attempt);
                    started++;
                    break;
                case ClaimedPlace.None:
                    // Its slot was taken meanwhile, or the stop has come: it waits its turn in the store.
                    _end.Release(attempt);
                    break;
            }
        }

        return started;
    }
}
