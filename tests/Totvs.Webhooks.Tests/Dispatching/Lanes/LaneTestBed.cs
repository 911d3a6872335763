using Microsoft.Extensions.Time.Testing;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.Dispatching.Lanes;

namespace Totvs.Webhooks.Tests.Dispatching.Lanes;

/// <summary>A lane table on a fake clock.</summary>
internal sealed class LaneTestBed
{
    private readonly LaneTable _table;
    private readonly DispatchOptions _options;
    private readonly FakeTimeProvider _time = new();
    private readonly DispatchClock _clock;

    public LaneTestBed(DispatchOptions options, TimeSpan maxPause)
    {
        _options = options;
        _clock = new DispatchClock(_time);
        _table = new LaneTable(options, maxPause);
    }

    public int Free => _options.MaxConcurrentAttempts - _table.Running;

    public static Attempt AttemptOf(Route route) =>
        new(new Lease(SomeDelivery.New(route.WorkflowId), Guid.NewGuid(), TimeSpan.FromMinutes(2)), 0, null!);

    public void Advance(TimeSpan time) => _time.Advance(time);

    public void BeginPrefetching() => _table.BeginPrefetching();

    public IReadOnlyList<Attempt> EndPrefetching() => _table.EndPrefetching();

    public IReadOnlyList<Attempt> TakePrefetchedWithSlot() => _table.TakePrefetchedWithSlot(_clock.Now);

    public IReadOnlyList<Attempt> TakeMisplaced(RouteMap routes) => _table.TakeMisplaced(routes, _clock.Now);

    public Lane? TryReserve(Route route) => _table.TryReserve(route, _clock.Now);

    public ClaimedPlace Place(Attempt attempt, Route route, bool prefetches) => _table.Place(attempt, route, prefetches, _clock.Now);

    /// <summary>Acquires a slot for a claimed delivery.</summary>
    public Lane? TryAcquire(Route route)
    {
        Attempt attempt = AttemptOf(route);
        _ = Place(attempt, route, prefetches: false);
        return attempt.Lane;
    }

    /// <summary>Prefetches a claimed delivery, for which there is no slot.</summary>
    public Attempt? Prefetch(Route route)
    {
        Attempt attempt = AttemptOf(route);
        ClaimedPlace place = Place(attempt, route, prefetches: true);
        return place switch
        {
            ClaimedPlace.Prefetched => attempt,
            ClaimedPlace.None => null,
            _ => throw new InvalidOperationException("It has a slot."),
        };
    }

    public FreedSlot FreeSlot(Lane lane, Guid workflowId, LaneSignal signal = LaneSignal.Reachable) =>
        _table.Free(lane, workflowId, signal, _clock.Now);

    public ClaimLimits LimitsFor(RouteMap routes, bool prefetches = false) => _table.LimitsFor(routes, prefetches, _clock.Now);

    /// <summary>How many deliveries of a workflow the next claim may take.</summary>
    public int LimitOf(Guid workflowId, RouteMap routes, bool prefetches = false) =>
        new ClaimBudget(RequestOf(LimitsFor(routes, prefetches), routes)).LeftOf(workflowId);

    /// <summary>Claims, and is answered with nothing.</summary>
    public void ClaimNothing(RouteMap routes) => ClaimNothing(routes, () => { });

    /// <summary>Claims, and is answered with nothing after something has happened.</summary>
    public void ClaimNothing(RouteMap routes, Action meanwhile)
    {
        ClaimLimits limits = LimitsFor(routes);
        meanwhile();
        _table.NoteAnswer(limits, RequestOf(limits, routes), [], routes, _clock.Now);
    }

    /// <summary>Claims with prefetching, and is answered with deliveries of a workflow.</summary>
    public void Claim(RouteMap routes, Guid workflowId, int count)
    {
        ClaimLimits limits = LimitsFor(routes, prefetches: true);
        Attempt[] attempts = [.. Enumerable.Range(0, count).Select(_ => AttemptOf(routes.Find(workflowId)!))];
        foreach (Attempt attempt in attempts)
        {
            _ = Place(attempt, routes.Find(workflowId)!, prefetches: true);
        }

        _table.NoteAnswer(limits, RequestOf(limits, routes), [.. attempts.Select(attempt => attempt.Lease)], routes, _clock.Now);
    }

    private static ClaimRequest RequestOf(ClaimLimits limits, RouteMap routes) => limits.ToRequest(routes.Ids, TimeSpan.FromMinutes(1));
}
