namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>The attempts under way to one destination. Only touched under the lock of <see cref="LaneTable"/>.</summary>
internal sealed class Lane(Destination destination, LaneHealth health)
{
    private readonly Dictionary<Guid, int> _ofWorkflows = [];
    private LaneRate? _rate;

    /// <summary>What was claimed ahead for it, so that its attempts need not wait for the store.</summary>
    public Queue<Attempt> Ready { get; } = new();

    public Destination Destination { get; } = destination;

    public LaneHealth Health { get; } = health;

    public int UnderWay { get; private set; }

    /// <summary>
    /// Whether deliveries for this destination may wait in the store because there was no room for them. A hint: while it holds, new ones
    /// wait their turn there too, and each attempt that ends makes the dispatcher look.
    /// </summary>
    public bool HasBacklog { get; set; }

    /// <summary>
    /// Whether workflows with a limit of their own had reached it when the dispatcher last looked, so that it must look again when an
    /// attempt ends.
    /// </summary>
    public bool HasWorkflowAtItsLimit { get; set; }

    /// <summary>
    /// How many deliveries may be claimed ahead: as many as attempts may be under way, while it is well and its attempts are not paced.
    /// </summary>
    public int MostReadyAt(TimeSpan now) => Health.IsHealthyAt(now) && _rate is null ? Health.Window : 0;

    /// <summary>How many attempts more may begin now.</summary>
    public int FreeAt(TimeSpan now) => WaitAt(now) > TimeSpan.Zero
        ? 0
        : Math.Max(0, Math.Min(Health.Window - UnderWay, _rate?.FreeAt(now) ?? int.MaxValue));

    /// <summary>
    /// How long until the next attempt may begin, as far as time decides: while the lane pauses, or has used up its rate.
    /// </summary>
    public TimeSpan WaitAt(TimeSpan now)
    {
        TimeSpan pause = Health.PauseLeft(now);
        TimeSpan pace = _rate?.WaitAt(now) ?? TimeSpan.Zero;
        return pause > pace ? pause : pace;
    }

    /// <summary>Whether it has nothing to remember.</summary>
    public bool IsAtRest(TimeSpan now) =>
        UnderWay == 0 && Ready.Count == 0 && !HasBacklog && Health.IsHealthyAt(now) && _rate?.IsFullAt(now) != false;

    /// <summary>Sets how many attempts a second may begin; <see langword="null"/> for any number.</summary>
    public void Limit(double? attemptsPerSecond, TimeSpan now)
    {
        if (_rate?.PerSecond != attemptsPerSecond)
        {
            _rate = attemptsPerSecond is { } perSecond ? new LaneRate(perSecond, now) : null;
        }
    }

    public int UnderWayOf(Guid workflowId) => _ofWorkflows.GetValueOrDefault(workflowId);

    public void Enter(Guid workflowId, TimeSpan now)
    {
        _rate?.Take(now);
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
