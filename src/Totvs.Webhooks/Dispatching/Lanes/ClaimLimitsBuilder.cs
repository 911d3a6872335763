using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>Gathers how many deliveries a claim may take, lane by lane.</summary>
/// <param name="routes">The routes.</param>
/// <param name="laneLimit">How many attempts a lane has room for at most.</param>
internal sealed class ClaimLimitsBuilder(RouteMap routes, int laneLimit)
{
    private readonly List<ClaimShare> _shares = [];
    private TimeSpan? _resumes;

    /// <summary>Notes the room of a lane.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="free">How many attempts more may begin.</param>
    /// <param name="room">How many deliveries it takes, those that are kept ready included.</param>
    /// <param name="wait">How long until time gives it room; zero when time does not decide.</param>
    public void Add(Lane lane, int free, int room, TimeSpan wait)
    {
        lane.HasWorkflowAtItsLimit = false;
        Share(lane.Destination, routes.To(lane.Destination), free, room, lane);
        if (wait > TimeSpan.Zero && !(_resumes < wait))
        {
            _resumes = wait;
        }
    }

    /// <summary>
    /// Notes the limits that are known without a lane: of destinations that several workflows share, and of single workflows.
    /// </summary>
    /// <param name="lanes">The destinations that have a lane.</param>
    public void AddWithoutLane(Dictionary<Destination, Lane> lanes)
    {
        foreach (Destination destination in routes.Shared)
        {
            if (!lanes.ContainsKey(destination))
            {
                Share(destination, routes.To(destination), laneLimit, laneLimit, lane: null);
            }
        }

        foreach (Route limited in routes.Limited)
        {
            if (!lanes.ContainsKey(limited.Destination) && routes.To(limited.Destination).Count == 1)
            {
                _shares.Add(new ClaimShare { Workflows = [limited.WorkflowId], Limit = Math.Min(limited.Limit, laneLimit) });
            }
        }

        if (routes.Held.Count > 0)
        {
            _shares.Add(new ClaimShare { Workflows = routes.Held, Limit = 0 });
        }
    }

    public ClaimLimits Build(int total, int perWorkflow) => new(total, perWorkflow, _shares, _resumes);

    /// <summary>
    /// Shares the room of a destination out: each workflow may take its part, and all of them together no more than there is.
    /// </summary>
    private void Share(Destination destination, IReadOnlyList<Route> sharing, int free, int room, Lane? lane)
    {
        if (sharing.Count == 0)
        {
            return;
        }

        int part = room == 0 ? 0 : Math.Max(1, room / sharing.Count);
        _shares.Add(new ClaimShare { Workflows = routes.IdsTo(destination), Limit = room, LimitPerWorkflow = part });
        foreach (Route route in sharing)
        {
            if (route.Limit < int.MaxValue)
            {
                // One with a limit of its own is never kept ready, and nobody else notices when it may go on.
                int granted = Math.Clamp(Math.Min(route.Limit - (lane?.UnderWayOf(route.WorkflowId) ?? 0), free), 0, part);
                lane?.HasWorkflowAtItsLimit |= granted == 0;
                _shares.Add(new ClaimShare { Workflows = [route.WorkflowId], Limit = granted });
            }
        }
    }
}
