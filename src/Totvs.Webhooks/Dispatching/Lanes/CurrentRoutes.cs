using Totvs.Webhooks.Matching;

namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>The routes of the workflows as they are now, made once for each set of workflows.</summary>
internal sealed class CurrentRoutes
{
    private readonly WorkflowDirectory _workflows;
    private readonly double? _attemptsPerSecond;
    private volatile RouteMap _routes = new([], attemptsPerSecond: null);

    public CurrentRoutes(WorkflowDirectory workflows, double? attemptsPerSecond)
    {
        _workflows = workflows;
        _attemptsPerSecond = attemptsPerSecond;
    }

    public RouteMap Get()
    {
        WorkflowIndex current = _workflows.Current;
        RouteMap routes = _routes;
        if (!ReferenceEquals(routes.Workflows, current.All))
        {
            _routes = routes = new RouteMap(current.All, _attemptsPerSecond, current.Held);
        }

        return routes;
    }
}
