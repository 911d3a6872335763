using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>
/// What is known of one destination: its health and rate, what runs, what is prefetched, and whether the store may have more. Only
/// touched under the lock of <see cref="LaneTable"/>; the times are monotonic and come from the caller.
/// </summary>
internal sealed class Lane
{
    private readonly Dictionary<Guid, WorkflowInHand> _workflows = [];
    private readonly PrefetchBuffer _prefetched = new();
    private LaneRate? _rate;
    private long _moreSince;

    public Lane(Destination destination, LaneHealth health)
    {
        Destination = destination;
        Health = health;
    }

    public Destination Destination { get; }

    public LaneHealth Health { get; }

    public int Running { get; private set; }

    public int Prefetched => _prefetched.Count;

    /// <summary>
    /// Whether the store may have due deliveries that no claim asked for, since the lane had no credit. While it holds, new deliveries
    /// wait their turn in the store too, and a slot that is freed makes the loop look.
    /// </summary>
    public bool MayHaveMore => _moreSince != 0;

    public bool IsPausedAt(TimeSpan now) => Health.PauseLeft(now) > TimeSpan.Zero;

    public bool IsPaced => _rate is not null;

    /// <summary>
    /// Whether what was claimed may wait for a slot. Not in a lane that waits for time: it would hold its lease meanwhile, and keep a
    /// caller that waits until nothing is left to do.
    /// </summary>
    public bool MayPrefetchAt(TimeSpan now) => !IsPausedAt(now) && (_rate is null || _rate.FreeAt(now) > Prefetched);

    /// <summary>
    /// How many deliveries a claim may ask for ahead of their slots: a window while the lane is healthy and not paced, and none otherwise.
    /// </summary>
    public int PrefetchWindowAt(TimeSpan now) => !IsPaced && Health.IsHealthyAt(now) ? Health.Window : 0;

    /// <summary>How many attempts more may begin now.</summary>
    public int FreeAt(TimeSpan now) => WaitAt(now) > TimeSpan.Zero
        ? 0
        : Math.Max(0, Math.Min(Health.Window - Running, _rate?.FreeAt(now) ?? int.MaxValue));

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
    public bool IsAtRestAt(TimeSpan now) =>
        _workflows.Count == 0 && !MayHaveMore && Health.IsHealthyAt(now) && _rate?.IsFullAt(now) != false;

    /// <summary>Sets how many attempts a second may begin; <see langword="null"/> for any number.</summary>
    public void Limit(double? attemptsPerSecond, TimeSpan now)
    {
        if (_rate?.PerSecond != attemptsPerSecond)
        {
            _rate = attemptsPerSecond is { } perSecond ? new LaneRate(perSecond, now) : null;
        }
    }

    /// <summary>How many attempts of a workflow run or are prefetched. Its own limit is a limit of these.</summary>
    public int InHandOf(Guid workflowId) => _workflows.GetValueOrDefault(workflowId).Count;

    /// <summary>Whether the store may have more of a workflow, by the slots of the lane or by the workflow's own limit.</summary>
    public bool MayHaveMoreOf(Guid workflowId) => MayHaveMore || _workflows.GetValueOrDefault(workflowId).MoreSince != 0;

    public void Begin(Guid workflowId, TimeSpan now)
    {
        _rate?.Take(now);
        Running++;
        CollectionsMarshal.GetValueRefOrAddDefault(_workflows, workflowId, out _).Running++;
    }

    /// <summary>Takes the attempt that was prefetched first, and begins it.</summary>
    public Attempt BeginPrefetched(TimeSpan now)
    {
        Attempt attempt = _prefetched.Take();
        CollectionsMarshal.GetValueRefOrAddDefault(_workflows, attempt.WorkflowId, out _).Prefetched--;
        Begin(attempt.WorkflowId, now);
        attempt.Lane = this;
        return attempt;
    }

    /// <summary>An attempt has ended.</summary>
    /// <returns>Whether the store may have more of its workflow, which the workflow's own limit kept there.</returns>
    public bool End(Guid workflowId)
    {
        Running--;
        ref WorkflowInHand workflow = ref CollectionsMarshal.GetValueRefOrAddDefault(_workflows, workflowId, out _);
        workflow.Running--;
        bool mayHaveMore = workflow.MoreSince != 0;
        RemoveIfEmpty(workflowId);
        return mayHaveMore;
    }

    public void Prefetch(Attempt attempt)
    {
        _prefetched.Add(attempt);
        CollectionsMarshal.GetValueRefOrAddDefault(_workflows, attempt.WorkflowId, out _).Prefetched++;
    }

    public Attempt[] TakePrefetched()
    {
        Attempt[] taken = _prefetched.TakeAll();
        foreach (Attempt attempt in taken)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_workflows, attempt.WorkflowId, out _).Prefetched--;
            RemoveIfEmpty(attempt.WorkflowId);
        }

        return taken;
    }

    /// <summary>Notes that the store may have more.</summary>
    /// <param name="order">The order of this note among looks and notes.</param>
    public void NoteMore(long order) => _moreSince = order;

    /// <summary>Notes that the store may have more of a workflow that has reached its own limit.</summary>
    public void NoteMoreOf(Guid workflowId, long order) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_workflows, workflowId, out _).MoreSince = order;

    /// <summary>Notes that a claim left nothing in the store.</summary>
    /// <param name="askedAt">
    /// When the claim asked. What was noted since is not answered by it: taken back, the wake-up would be lost that the note is there for.
    /// </param>
    public void NoteNoMore(long askedAt) => _moreSince = _moreSince < askedAt ? 0 : _moreSince;

    /// <summary>The same for one workflow.</summary>
    public void NoteNoMoreOf(Guid workflowId, long askedAt)
    {
        if (_workflows.TryGetValue(workflowId, out WorkflowInHand workflow) && workflow.MoreSince < askedAt)
        {
            _workflows[workflowId] = workflow with { MoreSince = 0 };
            RemoveIfEmpty(workflowId);
        }
    }

    /// <summary>Forgets what the store may have of workflows that do not go here any more: no claim would ever answer it.</summary>
    public void ForgetMoreOfOthers(IReadOnlyList<Route> routes)
    {
        foreach (Guid left in _workflows.Keys.Where(id => routes.All(route => route.WorkflowId != id)).ToArray())
        {
            NoteNoMoreOf(left, long.MaxValue);
        }
    }

    [Conditional("DEBUG")]
    public void Check()
    {
        Debug.Assert(Running == _workflows.Values.Sum(workflow => workflow.Running), "The workflows of a lane run what the lane runs.");
        Debug.Assert(Prefetched == _workflows.Values.Sum(workflow => workflow.Prefetched), "The workflows of a lane hold its prefetched.");
        Debug.Assert(
            _workflows.Values.All(workflow => workflow is { Running: >= 0, Prefetched: >= 0, IsEmpty: false }),
            "Nothing is counted twice.");
    }

    private void RemoveIfEmpty(Guid workflowId)
    {
        if (_workflows.TryGetValue(workflowId, out WorkflowInHand workflow) && workflow.IsEmpty)
        {
            _workflows.Remove(workflowId);
        }
    }
}
