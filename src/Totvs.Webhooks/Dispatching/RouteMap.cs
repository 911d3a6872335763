using System.Collections.Frozen;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Dispatching;

/// <summary>The routes of one set of workflows.</summary>
internal sealed class RouteMap
{
    private readonly FrozenDictionary<Guid, Route> _routes;
    private readonly FrozenDictionary<Destination, Route[]> _byDestination;

    public RouteMap(IReadOnlyCollection<Workflow> workflows)
    {
        Workflows = workflows;
        _routes = workflows.ToFrozenDictionary(workflow => workflow.Id, RouteOf);
        _byDestination = _routes.Values.GroupBy(route => route.Destination).ToFrozenDictionary(group => group.Key, group => group.ToArray());
        Shared = [.. _byDestination.Where(pair => pair.Value.Length > 1).Select(pair => pair.Key)];
        Limited = [.. _routes.Values.Where(route => route.Limit < int.MaxValue)];
    }

    /// <summary>The set of workflows it was made from.</summary>
    public IReadOnlyCollection<Workflow> Workflows { get; }

    /// <summary>The destinations that more than one workflow goes to.</summary>
    public IReadOnlyList<Destination> Shared { get; }

    /// <summary>The routes of workflows with a limit of their own.</summary>
    public IReadOnlyList<Route> Limited { get; }

    public Route Of(Guid workflowId) => _routes.GetValueOrDefault(workflowId) ?? Route.ToNowhere(workflowId);

    public IReadOnlyList<Route> To(Destination destination) => _byDestination.GetValueOrDefault(destination, []);

    private static Route RouteOf(Workflow workflow) =>
        new(workflow.Id, Destination.Of(workflow.Action.Url), workflow.Action.MaxConcurrentAttempts ?? int.MaxValue);
}
