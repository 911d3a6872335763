using System.Collections.Frozen;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>The routes of one set of workflows.</summary>
internal sealed class RouteMap
{
    private readonly FrozenDictionary<Guid, Route> _routes;
    private readonly FrozenDictionary<Destination, Route[]> _byDestination;
    private readonly FrozenDictionary<Destination, Guid[]> _idsByDestination;

    /// <param name="workflows">The workflows.</param>
    /// <param name="attemptsPerSecond">How many attempts a second may begin to a destination for which no workflow states fewer.</param>
    /// <param name="held">Workflows whose deliveries wait, since it is not known where to send them.</param>
    public RouteMap(IReadOnlyCollection<Workflow> workflows, double? attemptsPerSecond, IReadOnlyCollection<Guid>? held = null)
    {
        Held = held ?? [];
        Workflows = workflows;
        _byDestination = workflows
            .GroupBy(workflow => Destination.Of(workflow.Action.Url))
            .ToFrozenDictionary(group => group.Key, group => RoutesOf(group.Key, [.. group], attemptsPerSecond));
        _routes = _byDestination.Values.SelectMany(routes => routes).ToFrozenDictionary(route => route.WorkflowId);
        _idsByDestination = _byDestination.ToFrozenDictionary(
            pair => pair.Key, pair => Array.ConvertAll(pair.Value, route => route.WorkflowId));
        Shared = [.. _byDestination.Where(pair => pair.Value.Length > 1).Select(pair => pair.Key)];
        Ids = _routes.Keys.Concat(Held).ToHashSet();
        Limited = [.. _routes.Values.Where(route => route.Limit < int.MaxValue)];
        Paced = [.. _byDestination.Values.Select(routes => routes[0]).Where(route => route.AttemptsPerSecond is not null)];
    }

    /// <summary>The set of workflows it was made from.</summary>
    public IReadOnlyCollection<Workflow> Workflows { get; }

    /// <summary>Workflows that exist but cannot be attempted as they are: their deliveries wait.</summary>
    public IReadOnlyCollection<Guid> Held { get; }

    /// <summary>The ids of all workflows there are, those whose deliveries wait included.</summary>
    public IReadOnlySet<Guid> Ids { get; }

    /// <summary>The destinations that more than one workflow goes to.</summary>
    public IReadOnlyList<Destination> Shared { get; }

    /// <summary>The routes of workflows with a limit of their own.</summary>
    public IReadOnlyList<Route> Limited { get; }

    /// <summary>A route to each destination whose attempts are limited in number a second.</summary>
    public IReadOnlyList<Route> Paced { get; }

    public Route? Find(Guid workflowId) => _routes.GetValueOrDefault(workflowId);

    public IReadOnlyList<Route> To(Destination destination) => _byDestination.GetValueOrDefault(destination, []);

    /// <summary>The ids of the workflows that go to a destination.</summary>
    public IReadOnlyCollection<Guid> IdsTo(Destination destination) => _idsByDestination.GetValueOrDefault(destination, []);

    private static Route[] RoutesOf(Destination destination, Workflow[] workflows, double? attemptsPerSecond)
    {
        double? least = workflows.Min(workflow => workflow.Action.MaxAttemptsPerSecond) ?? attemptsPerSecond;
        return
        [
            .. workflows.Select(workflow =>
                new Route(workflow.Id, destination, workflow.Action.MaxConcurrentAttempts ?? int.MaxValue, least)),
        ];
    }
}
