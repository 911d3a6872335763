namespace Totvs.Webhooks.Dispatching;

/// <summary>The attempts under way to one destination. Only touched under the lock of <see cref="LaneTable"/>.</summary>
internal sealed class Lane(Destination destination, LaneHealth health)
{
    private readonly Dictionary<Guid, int> _ofWorkflows = [];

    public Destination Destination { get; } = destination;

    public LaneHealth Health { get; } = health;

    public int UnderWay { get; private set; }

    /// <summary>
    /// Whether deliveries for this destination may wait in the store because there was no room for them. A hint: while it holds, new ones
    /// wait their turn there too, and each attempt that ends makes the dispatcher look.
    /// </summary>
    public bool HasBacklog { get; set; }

    /// <summary>How many attempts more may begin now.</summary>
    public int FreeAt(TimeSpan now) => Health.PauseLeft(now) > TimeSpan.Zero ? 0 : Math.Max(0, Health.Window - UnderWay);

    public int UnderWayOf(Guid workflowId) => _ofWorkflows.GetValueOrDefault(workflowId);

    public void Enter(Guid workflowId)
    {
        UnderWay++;
        _ofWorkflows[workflowId] = UnderWayOf(workflowId) + 1;
    }

    public void Leave(Guid workflowId)
    {
        UnderWay--;
        int left = UnderWayOf(workflowId) - 1;
        if (left > 0)
        {
            _ofWorkflows[workflowId] = left;
        }
        else
        {
            _ofWorkflows.Remove(workflowId);
        }
    }
}
