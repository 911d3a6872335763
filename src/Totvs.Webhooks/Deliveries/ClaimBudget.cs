using System.Runtime.InteropServices;

namespace Totvs.Webhooks.Deliveries;

/// <summary>
/// Applies the limits of a <see cref="ClaimRequest"/> for a store: says how many deliveries of a workflow may still be claimed, and counts
/// those that were.
/// </summary>
/// <remarks>
/// A store goes through the due deliveries in the order of their due times, and claims those that <see cref="TryTake"/> allows. A store
/// that must state a number before it reads, as in SQL, asks <see cref="LeftOf"/> first: an upper bound for each workflow, to which the
/// common limits are then applied by <see cref="TryTake"/>. One budget serves one claim, on one thread at a time.
/// </remarks>
public sealed class ClaimBudget
{
    private const int NoGroup = -1;

    private readonly ClaimRequest _request;
    private readonly List<int> _leftOfGroups = [];
    private Dictionary<Guid, WorkflowBudget>? _workflows;

    /// <summary>Begins to count for one claim.</summary>
    /// <param name="request">The claim.</param>
    public ClaimBudget(ClaimRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        _request = request;
        Left = Math.Max(0, request.Limit);
    }

    /// <summary>How many deliveries may still be claimed in all.</summary>
    public int Left { get; private set; }

    // Made when a limit is first asked for: most claims of an idle store find nothing due, and need no limits.
    private Dictionary<Guid, WorkflowBudget> Workflows => _workflows ??= ReadShares();

    /// <summary>How many deliveries of a workflow may still be claimed, by all limits that bind it.</summary>
    /// <param name="workflowId">The workflow.</param>
    /// <returns>The number; 0 when the claim leaves the workflow alone, or does not name it.</returns>
    /// <exception cref="ArgumentException">Two shares of several workflows name the same workflow.</exception>
    public int LeftOf(Guid workflowId)
    {
        if (Left == 0 || _request.Workflows?.Contains(workflowId) == false)
        {
            return 0;
        }

        WorkflowBudget workflow = Workflows.GetValueOrDefault(workflowId, Unnamed);
        int left = Math.Min(Left, workflow.Left);
        return Math.Max(0, workflow.Group == NoGroup ? left : Math.Min(left, _leftOfGroups[workflow.Group]));
    }

    /// <summary>Counts one more delivery of a workflow as claimed, if the limits allow it.</summary>
    /// <param name="workflowId">The workflow.</param>
    /// <returns>Whether the delivery may be claimed; <see langword="false"/> leaves the budget as it was.</returns>
    /// <exception cref="ArgumentException">Two shares of several workflows name the same workflow.</exception>
    public bool TryTake(Guid workflowId)
    {
        if (LeftOf(workflowId) == 0)
        {
            return false;
        }

        ref WorkflowBudget workflow = ref CollectionsMarshal.GetValueRefOrAddDefault(Workflows, workflowId, out bool isKnown);
        workflow = isKnown ? workflow : Unnamed;
        workflow.Left--;
        if (workflow.Group != NoGroup)
        {
            _leftOfGroups[workflow.Group]--;
        }

        Left--;
        return true;
    }

    private WorkflowBudget Unnamed => new(_request.LimitPerWorkflow, NoGroup);

    private Dictionary<Guid, WorkflowBudget> ReadShares()
    {
        var workflows = new Dictionary<Guid, WorkflowBudget>(_request.Shares.Sum(share => share.Workflows.Count));
        foreach (ClaimShare share in _request.Shares)
        {
            // The limit of a single workflow needs no count of its own.
            int group = share.Workflows.Count > 1 ? _leftOfGroups.Count : NoGroup;
            int limit = group == NoGroup ? Math.Min(share.Limit, share.LimitPerWorkflow) : share.LimitPerWorkflow;
            if (group != NoGroup)
            {
                _leftOfGroups.Add(share.Limit);
            }

            foreach (Guid workflowId in share.Workflows)
            {
                ref WorkflowBudget workflow = ref CollectionsMarshal.GetValueRefOrAddDefault(workflows, workflowId, out bool isKnown);
                workflow = isKnown
                    ? new WorkflowBudget(Math.Min(workflow.Left, limit), SameGroup(workflow.Group, group, workflowId))
                    : new WorkflowBudget(limit, group);
            }
        }

        return workflows;
    }

    private static int SameGroup(int first, int second, Guid workflowId)
    {
        if (first != NoGroup && second != NoGroup && first != second)
        {
            throw new ArgumentException(
                $"ClaimRequest.Shares names workflow {workflowId} in two shares of several workflows. " +
                "Name it in one of these; further shares may name it alone.");
        }

        return Math.Max(first, second);
    }

    private record struct WorkflowBudget(int Left, int Group);
}
