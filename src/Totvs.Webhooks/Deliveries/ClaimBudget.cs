namespace Totvs.Webhooks.Deliveries;

/// <summary>What is left of the limits of one claim while it is being granted. Both stores count with it.</summary>
internal sealed class ClaimBudget(ClaimRequest request)
{
    private Dictionary<int, int>? _takenOfGroups;

    /// <summary>How many of a workflow the claim may take by the workflow's own limit.</summary>
    public int LimitOf(Guid workflowId) => request.WorkflowLimits.TryGetValue(workflowId, out int stated) ? stated : request.LimitPerWorkflow;

    /// <summary>Takes one more of a workflow's group.</summary>
    /// <returns>Whether the group's limit allows it.</returns>
    public bool TryTake(Guid workflowId)
    {
        if (!request.Groups.TryGetValue(workflowId, out int group) || !request.GroupLimits.TryGetValue(group, out int limit))
        {
            return true;
        }

        _takenOfGroups ??= [];
        int taken = _takenOfGroups.GetValueOrDefault(group);
        if (taken >= limit)
        {
            return false;
        }

        _takenOfGroups[group] = taken + 1;
        return true;
    }
}
