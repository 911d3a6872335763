namespace Totvs.Webhooks.Deliveries.InMemory;

/// <summary>
/// Finds what is to be given up among the deliveries of <see cref="InMemoryRetryStore"/>, and remembers which workflows are missing.
/// </summary>
internal sealed class InMemoryGivingUp
{
    private readonly Dictionary<Guid, DateTimeOffset> _missingSince = [];

    /// <summary>Notes which workflows are missing now, and forgets those that are not any more.</summary>
    /// <param name="workflows">The workflows that the process has; <see langword="null"/> when it does not say.</param>
    /// <param name="unfinished">The workflows that have unfinished deliveries.</param>
    /// <param name="now">The time.</param>
    /// <returns>The missing ones.</returns>
    public IReadOnlyList<MissingWorkflow> NoteMissing(
        IReadOnlySet<Guid>? workflows, IReadOnlyCollection<Guid> unfinished, DateTimeOffset now)
    {
        if (workflows is null)
        {
            return [];
        }

        foreach (Guid noted in _missingSince.Keys.ToArray())
        {
            if (workflows.Contains(noted) || !unfinished.Contains(noted))
            {
                _missingSince.Remove(noted);
            }
        }

        var missing = new List<MissingWorkflow>();
        foreach (Guid workflow in unfinished)
        {
            if (!workflows.Contains(workflow))
            {
                _missingSince.TryAdd(workflow, now);
                missing.Add(new MissingWorkflow(workflow, now - _missingSince[workflow]));
            }
        }

        return missing;
    }

    /// <summary>How long until a delivery has to be given up, lease or not; <see langword="null"/> for never.</summary>
    /// <param name="entry">The delivery.</param>
    /// <param name="request">What has to be given up.</param>
    /// <param name="now">The time.</param>
    /// <param name="isWorkflowMissing">Whether that is because its workflow is missing.</param>
    public TimeSpan? TimeLeft(InMemoryDelivery entry, GiveUpRequest request, DateTimeOffset now, out bool isWorkflowMissing)
    {
        TimeSpan? left = request.Age - (now - entry.AgesFrom);
        isWorkflowMissing = false;
        if (request.Workflows is not null && _missingSince.TryGetValue(entry.Delivery.WorkflowId, out DateTimeOffset since))
        {
            DateTimeOffset begins = since > entry.AgesFrom ? since : entry.AgesFrom;
            TimeSpan missingLeft = request.MissingWorkflowAge - (now - begins);
            isWorkflowMissing = !(left <= missingLeft);
            return isWorkflowMissing ? missingLeft : left;
        }

        return left;
    }
}
