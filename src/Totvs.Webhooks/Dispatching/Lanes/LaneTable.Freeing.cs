namespace Totvs.Webhooks.Dispatching.Lanes;

/// <content>Slots that are freed, and what takes them.</content>
internal sealed partial class LaneTable
{
    /// <summary>Frees a slot.</summary>
    /// <param name="lane">The lane of the slot.</param>
    /// <param name="workflowId">The workflow of the attempt that ended.</param>
    /// <param name="signal">What the attempt said of the destination.</param>
    /// <param name="now">The time.</param>
    public FreedSlot Free(Lane lane, Guid workflowId, LaneSignal signal, TimeSpan now)
    {
        lock (_lock)
        {
            bool wasShort = BudgetLocked.IsShort;
            _running--;
            bool mayHaveMoreOfWorkflow = lane.End(workflowId);
            lane.Health.Note(signal, now, _options.PauseWhenGone);

            // Only a pause takes back what is prefetched: its leases could end before the next probe. A lane that is merely trusted with
            // less keeps it, and asks for no more; given back at each failure, the same deliveries would go to and fro.
            IReadOnlyList<Attempt> released = lane.IsPausedAt(now) ? TakePrefetchedLocked(lane) : [];
            Lane next = wasShort && _prefetched > 0 ? LaneToGoNextLocked(lane, now) : lane;
            Attempt? begins = TryBeginPrefetchedLocked(next, now);
            bool wakes = wasShort || mayHaveMoreOfWorkflow || NeedsLookLocked(lane, now);
            ForgetIfAtRestLocked(lane, now);
            CheckLocked();
            return new FreedSlot(begins, released, wakes);
        }
    }

    /// <summary>Whether the loop must look, since a slot of a lane was freed.</summary>
    private bool NeedsLookLocked(Lane lane, TimeSpan now)
    {
        if (lane.Prefetched > 0 && FreeSlotsLocked(lane, now) > 0)
        {
            // More than one slot is free, since the lane is trusted with more: a slot that is freed begins only one.
            return true;
        }

        // A lane that waits for time needs a look as well: the loop may sleep without knowing of a pause that begins only now, and
        // nothing else would wake it when the pause is over.
        return lane.MayHaveMore && (CreditLocked(lane, prefetches: true, now) > 0 || lane.WaitAt(now) > TimeSpan.Zero);
    }

    /// <summary>
    /// Whose attempt takes a slot that lanes were short of: first of a lane with none running, then of the lane that freed it, then any.
    /// </summary>
    private Lane LaneToGoNextLocked(Lane freeing, TimeSpan now)
    {
        Lane? any = freeing.Prefetched > 0 ? freeing : null;
        foreach (Lane lane in _lanes.Values)
        {
            if (lane.Prefetched > 0 && FreeSlotsLocked(lane, now) > 0)
            {
                if (lane.Running == 0)
                {
                    return lane;
                }

                any ??= lane;
            }
        }

        return any ?? freeing;
    }
}
