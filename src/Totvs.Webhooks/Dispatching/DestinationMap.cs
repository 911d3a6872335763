using System.Collections.Frozen;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Dispatching;

/// <summary>Which workflows go to which destination, for one set of workflows.</summary>
internal sealed class DestinationMap
{
    private readonly FrozenDictionary<Guid, Destination> _destinations;
    private readonly FrozenDictionary<Destination, Guid[]> _workflows;

    public DestinationMap(IEnumerable<Workflow> workflows)
    {
        _destinations = workflows.ToFrozenDictionary(workflow => workflow.Id, workflow => Destination.Of(workflow.Action.Url));
        _workflows = _destinations
            .GroupBy(pair => pair.Value, pair => pair.Key)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
        Shared = [.. _workflows.Where(pair => pair.Value.Length > 1).Select(pair => pair.Key)];
    }

    /// <summary>The destinations that more than one workflow goes to.</summary>
    public IReadOnlyList<Destination> Shared { get; }

    public Destination DestinationOf(Guid workflowId) => _destinations.GetValueOrDefault(workflowId, Destination.None);

    public IReadOnlyList<Guid> WorkflowsOf(Destination destination) => _workflows.GetValueOrDefault(destination, []);
}
