namespace Totvs.Webhooks.Deliveries;

/// <summary>
/// The unfinished deliveries of <see cref="InMemoryRetryStore"/> by workflow and due time, so that a workflow with a million deliveries due is
/// passed over at the cost of one.
/// </summary>
internal sealed class InMemoryDueIndex
{
    private readonly Dictionary<Guid, InMemoryDeliveryQueue> _queues = [];
    private readonly SortedSet<InMemoryDeliveryQueue> _queuesByFront = new(InMemoryDeliveryQueue.ByFront);

    /// <summary>The deliveries a claim takes: a merge of the queues by due time, each queue up to its limit.</summary>
    public List<InMemoryDelivery> Find(ClaimRequest request, DateTimeOffset now)
    {
        var found = new List<InMemoryDelivery>();
        var merge = new PriorityQueue<(IEnumerator<InMemoryDelivery> Remaining, int Left), (DateTimeOffset DueAt, long Sequence)>();
        using SortedSet<InMemoryDeliveryQueue>.Enumerator queues = _queuesByFront.GetEnumerator();
        bool hasQueue = queues.MoveNext();
        while (found.Count < request.Limit)
        {
            // A queue joins the merge when its front is the next thing due, so that queues behind the limit are never opened.
            while (hasQueue && queues.Current.Front!.DueAt <= now && IsNext(queues.Current.Front))
            {
                int limit = request.WorkflowLimits.TryGetValue(queues.Current.WorkflowId, out int stated) ? stated : request.LimitPerWorkflow;
                if (limit > 0)
                {
                    Advance(queues.Current.Deliveries.GetEnumerator(), limit);
                }

                hasQueue = queues.MoveNext();
            }

            if (!merge.TryDequeue(out (IEnumerator<InMemoryDelivery> Remaining, int Left) next, out _))
            {
                break;
            }

            found.Add(next.Remaining.Current);
            Advance(next.Remaining, next.Left - 1);
        }

        return found;

        bool IsNext(InMemoryDelivery front) =>
            !merge.TryPeek(out _, out (DateTimeOffset DueAt, long Sequence) first) || (front.DueAt, front.Sequence).CompareTo(first) < 0;

        void Advance(IEnumerator<InMemoryDelivery> rest, int left)
        {
            if (left > 0 && rest.MoveNext() && rest.Current.DueAt <= now)
            {
                merge.Enqueue((rest, left), (rest.Current.DueAt, rest.Current.Sequence));
            }
        }
    }

    public TimeSpan? TimeUntil(IReadOnlyCollection<Guid> excludedWorkflows, DateTimeOffset now)
    {
        foreach (InMemoryDeliveryQueue queue in _queuesByFront)
        {
            if (!excludedWorkflows.Contains(queue.WorkflowId))
            {
                TimeSpan wait = queue.Front!.DueAt - now;
                return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
            }
        }

        return null;
    }

    public void Move(InMemoryDelivery entry, DateTimeOffset dueAt)
    {
        Remove(entry);
        entry.DueAt = dueAt;
        Add(entry);
    }

    public void Add(InMemoryDelivery entry)
    {
        Guid workflowId = entry.Delivery.WorkflowId;
        if (!_queues.TryGetValue(workflowId, out InMemoryDeliveryQueue? queue))
        {
            _queues.Add(workflowId, queue = new InMemoryDeliveryQueue(workflowId));
        }

        queue.Deliveries.Add(entry);
        UpdateFront(queue);
    }

    public void Remove(InMemoryDelivery entry)
    {
        InMemoryDeliveryQueue queue = _queues[entry.Delivery.WorkflowId];
        if (ReferenceEquals(queue.Front, entry))
        {
            // Taken out of the index while its key still is what the index knows.
            _queuesByFront.Remove(queue);
            queue.Front = null;
        }

        queue.Deliveries.Remove(entry);
        UpdateFront(queue);
    }

    private void UpdateFront(InMemoryDeliveryQueue queue)
    {
        InMemoryDelivery? front = queue.Deliveries.Min;
        if (ReferenceEquals(front, queue.Front))
        {
            return;
        }

        if (queue.Front is not null)
        {
            _queuesByFront.Remove(queue);
        }

        queue.Front = front;
        if (front is null)
        {
            _queues.Remove(queue.WorkflowId);
        }
        else
        {
            _queuesByFront.Add(queue);
        }
    }
}
