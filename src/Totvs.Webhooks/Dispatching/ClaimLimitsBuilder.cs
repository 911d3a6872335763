namespace Totvs.Webhooks.Dispatching;

/// <summary>Gathers what a claim may take, lane by lane.</summary>
/// <param name="routes">The routes.</param>
/// <param name="laneLimit">How many attempts a lane has room for at most.</param>
internal sealed class ClaimLimitsBuilder(RouteMap routes, int laneLimit)
{
    private readonly Dictionary<Guid, int> _ofWorkflows = [];
    private readonly Dictionary<int, int> _ofGroups = [];
    private TimeSpan? _resumes;

    /// <summary>Notes what is known of workflows whether their destinations have lanes or not: limits of their own, and those they share.</summary>
    public void AddLimited()
    {
        foreach (Route limited in routes.Limited)
        {
            _ofWorkflows[limited.WorkflowId] = Math.Min(limited.Limit, laneLimit);
        }

        foreach (IReadOnlyList<Route> shared in routes.Shared)
        {
            Share(shared, laneLimit, lane: null);
        }
    }

    /// <summary>Notes the room of a lane.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="room">How many attempts more may begin.</param>
    /// <param name="wait">How long until time gives it room; zero when time does not decide.</param>
    public void Add(Lane lane, int room, TimeSpan wait)
    {
        lane.HasWorkflowAtItsLimit = false;
        Share(routes.To(lane.Destination), room, lane);
        if (wait > TimeSpan.Zero && !(_resumes < wait))
        {
            _resumes = wait;
        }
    }

    public ClaimLimits Build(int total, int perWorkflow) => new(total, perWorkflow, _ofWorkflows, _ofGroups, _resumes);

    /// <summary>Shares the room of a destination out: each workflow may take its part, and all of them together no more than there is.</summary>
    private void Share(IReadOnlyList<Route> sharing, int room, Lane? lane)
    {
        int share = room == 0 ? 0 : Math.Max(1, room / Math.Max(1, sharing.Count));
        foreach (Route route in sharing)
        {
            int own = route.Limit - (lane?.UnderWayOf(route.WorkflowId) ?? 0);
            _ofWorkflows[route.WorkflowId] = Math.Clamp(own, 0, share);
            lane?.HasWorkflowAtItsLimit |= own <= 0;
        }

        if (sharing.Count > 1)
        {
            _ofGroups[routes.Groups[sharing[0].WorkflowId]] = room;
        }
    }
}
