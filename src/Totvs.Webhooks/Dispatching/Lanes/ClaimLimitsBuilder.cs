namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>Gathers what a claim may take, lane by lane.</summary>
/// <param name="routes">The routes.</param>
/// <param name="laneLimit">How many attempts a lane has room for at most.</param>
internal sealed class ClaimLimitsBuilder(RouteMap routes, int laneLimit)
{
    private readonly Dictionary<Guid, int> _ofWorkflows = [];
    private readonly Dictionary<int, int> _ofGroups = [];
    private TimeSpan? _resumes;

    /// <summary>
    /// Notes what is known of workflows whether their destinations have lanes or not: limits of their own, and those they share.
    /// </summary>
    public void AddLimited()
    {
        foreach (Route limited in routes.Limited)
        {
            _ofWorkflows[limited.WorkflowId] = Math.Min(limited.Limit, laneLimit);
        }

        foreach (IReadOnlyList<Route> shared in routes.Shared)
        {
            Share(shared, laneLimit, laneLimit, lane: null);
        }

        foreach (Guid held in routes.Held)
        {
            _ofWorkflows[held] = 0;
        }
    }

    /// <summary>Notes the room of a lane.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="free">How many attempts more may begin.</param>
    /// <param name="room">How many deliveries it takes, those that are kept ready included.</param>
    /// <param name="wait">How long until time gives it room; zero when time does not decide.</param>
    public void Add(Lane lane, int free, int room, TimeSpan wait)
    {
        lane.HasWorkflowAtItsLimit = false;
        Share(routes.To(lane.Destination), free, room, lane);
        if (wait > TimeSpan.Zero && !(_resumes < wait))
        {
            _resumes = wait;
        }
    }

    public ClaimLimits Build(int total, int perWorkflow) => new(total, perWorkflow, _ofWorkflows, _ofGroups, _resumes);

    /// <summary>
    /// Shares the room of a destination out: each workflow may take its part, and all of them together no more than there is.
    /// </summary>
    private void Share(IReadOnlyList<Route> sharing, int free, int room, Lane? lane)
    {
        int share = room == 0 ? 0 : Math.Max(1, room / Math.Max(1, sharing.Count));
        foreach (Route route in sharing)
        {
            int granted = share;
            if (route.Limit < int.MaxValue)
            {
                // One with a limit of its own is never kept ready, and nobody else notices when it may go on.
                granted = Math.Clamp(Math.Min(route.Limit - (lane?.UnderWayOf(route.WorkflowId) ?? 0), free), 0, share);
                lane?.HasWorkflowAtItsLimit |= granted == 0;
            }

            _ofWorkflows[route.WorkflowId] = granted;
        }

        if (sharing.Count > 1)
        {
            _ofGroups[routes.Groups[sharing[0].WorkflowId]] = room;
        }
    }
}
