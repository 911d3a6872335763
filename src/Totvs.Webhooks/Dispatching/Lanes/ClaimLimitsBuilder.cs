using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>Maps lanes to the shares of a claim: one for each destination, and one for each workflow that has a limit of its own.</summary>
internal sealed class ClaimLimitsBuilder
{
    private readonly RouteMap _routes;
    private readonly int _creditWithoutLane;
    private readonly List<ClaimShare> _shares = [];
    private TimeSpan? _resumes;

    /// <param name="routes">The routes.</param>
    /// <param name="creditWithoutLane">The credit of a destination that has no lane.</param>
    public ClaimLimitsBuilder(RouteMap routes, int creditWithoutLane)
    {
        _routes = routes;
        _creditWithoutLane = creditWithoutLane;
    }

    /// <summary>Adds a lane.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="credit">How many deliveries the claim may ask for.</param>
    /// <param name="wait">How long until time gives it slots; zero when time does not decide.</param>
    public void Add(Lane lane, int credit, TimeSpan wait)
    {
        Share(lane.Destination, credit, lane);
        if (wait > TimeSpan.Zero && !(_resumes < wait))
        {
            _resumes = wait;
        }
    }

    /// <summary>
    /// Adds the limits that are known without a lane: of destinations that several workflows share, and of single workflows.
    /// </summary>
    /// <param name="lanes">The destinations that have a lane.</param>
    public void AddWithoutLane(Dictionary<Destination, Lane> lanes)
    {
        foreach (Destination destination in _routes.Shared)
        {
            if (!lanes.ContainsKey(destination))
            {
                Share(destination, _creditWithoutLane, lane: null);
            }
        }

        foreach (Route limited in _routes.Limited)
        {
            if (!lanes.ContainsKey(limited.Destination) && _routes.To(limited.Destination).Count == 1)
            {
                _shares.Add(new ClaimShare { Workflows = [limited.WorkflowId], Limit = Math.Min(limited.Limit, _creditWithoutLane) });
            }
        }

        if (_routes.Held.Count > 0)
        {
            _shares.Add(new ClaimShare { Workflows = _routes.Held, Limit = 0 });
        }
    }

    public ClaimLimits Build(int total, int perWorkflow, long askedAt) => new(total, perWorkflow, _shares, _resumes, askedAt);

    /// <summary>
    /// Shares the credit of a destination out: each workflow may take its part, a limited one no more than its limit leaves, and all of
    /// them together no more than there is.
    /// </summary>
    private void Share(Destination destination, int credit, Lane? lane)
    {
        IReadOnlyList<Route> sharing = _routes.To(destination);
        if (sharing.Count == 0)
        {
            return;
        }

        int part = credit == 0 ? 0 : Math.Max(1, credit / sharing.Count);
        _shares.Add(new ClaimShare { Workflows = _routes.IdsTo(destination), Limit = credit, LimitPerWorkflow = part });
        foreach (Route route in sharing)
        {
            int left = Math.Max(0, route.Limit - (lane?.InHandOf(route.WorkflowId) ?? 0));
            if (left < part)
            {
                _shares.Add(new ClaimShare { Workflows = [route.WorkflowId], Limit = left });
            }
        }
    }
}
