namespace Totvs.Webhooks.Deliveries.InMemory;

/// <summary>
/// Finds the deliveries of <see cref="InMemoryRetryStore"/> that are to be given up, and remembers since when workflows are missing.
/// </summary>
internal sealed class InMemoryGivingUp
{
    private readonly Dictionary<Guid, DateTimeOffset> _missingSince = [];

    /// <summary>Notes which workflows are missing now, and forgets those that are not any more.</summary>
    /// <param name="workflows">The workflows that the process knows; <see langword="null"/> when it does not say.</param>
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

    /// <summary>Ends the deliveries whose time has come, the oldest first and no more than the request says.</summary>
    /// <param name="oldest">The oldest unfinished delivery.</param>
    /// <param name="request">What has to be given up.</param>
    /// <param name="now">The time.</param>
    /// <param name="end">Ends a delivery, given whether its workflow is missing.</param>
    /// <returns>How long until the next one has to be given up; <see langword="null"/> for never.</returns>
    public TimeSpan? EndDue(InMemoryDelivery? oldest, GiveUpRequest request, DateTimeOffset now, Action<InMemoryDelivery, bool> end)
    {
        TimeSpan? next = null;
        int ended = 0;
        InMemoryDelivery? following;
        bool isAnyMissing = request.Workflows is not null && _missingSince.Count > 0;
        for (InMemoryDelivery? entry = oldest; entry is not null; entry = following)
        {
            following = entry.Younger;
            if (entry.IsHeldBack || TimeLeft(entry, request, now, out bool isWorkflowMissing) is not { } left)
            {
                continue;
            }

            if (left <= TimeSpan.Zero && entry.IsClaimedAt(now))
            {
                left = entry.LeaseEndsAt - now;
            }

            if (left <= TimeSpan.Zero && ended < request.Limit)
            {
                end(entry, isWorkflowMissing);
                ended++;
                continue;
            }

            next = !(next <= left) ? left : next;
            if (next <= TimeSpan.Zero || (!isAnyMissing && !entry.IsClaimedAt(now)))
            {
                // Later ones are younger, so none of them has to be given up before this one.
                break;
            }
        }

        return next;
    }

    private TimeSpan? TimeLeft(InMemoryDelivery entry, GiveUpRequest request, DateTimeOffset now, out bool isWorkflowMissing)
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
