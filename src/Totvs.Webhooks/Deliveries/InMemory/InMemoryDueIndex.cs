namespace Totvs.Webhooks.Deliveries.InMemory;

/// <summary>
/// The unfinished deliveries of <see cref="InMemoryRetryStore"/> by workflow and due time, so that a workflow with a million deliveries
/// due is passed over at the cost of one.
/// </summary>
internal sealed class InMemoryDueIndex
{
    private readonly Dictionary<Guid, InMemoryDeliveryQueue> _byWorkflow = [];
    private readonly InMemoryHeap<InMemoryDeliveryQueue> _queues = new();
    private readonly List<InMemoryDeliveryQueue> _touched = [];
    private InMemoryDeliveryQueue? _spare;

    /// <summary>
    /// Takes out what a claim gets: a merge of the queues by due time, each queue and each group of them up to its limit. Each of them is
    /// to be added again with its new due time.
    /// </summary>
    public List<InMemoryDelivery> TakeDue(ClaimRequest request, DateTimeOffset now)
    {
        var taken = new List<InMemoryDelivery>();
        var budget = new ClaimBudget(request);
        while (taken.Count < request.Limit && _queues.First is { } queue && queue.Deliveries.First!.DueAt <= now)
        {
            if (queue.LeftToClaim < 0)
            {
                queue.LeftToClaim = request.Workflows?.Contains(queue.WorkflowId) == false ? 0 : budget.LimitOf(queue.WorkflowId);
                _touched.Add(queue);
            }

            if (queue.LeftToClaim == 0 || !budget.TryTake(queue.WorkflowId))
            {
                _queues.Remove(queue);
                continue;
            }

            queue.LeftToClaim--;
            InMemoryDelivery first = queue.Deliveries.First;
            taken.Add(first);
            Remove(first);
        }

        foreach (InMemoryDeliveryQueue queue in _touched)
        {
            queue.LeftToClaim = -1;
            if (queue.HeapPosition < 0 && queue.Deliveries.Count > 0)
            {
                _queues.Add(queue);
            }
        }

        _touched.Clear();
        return taken;
    }

    /// <summary>The workflows that have unfinished deliveries.</summary>
    public IReadOnlyCollection<Guid> Workflows => _byWorkflow.Keys;

    public TimeSpan? TimeUntil(IReadOnlyCollection<Guid> excludedWorkflows, IReadOnlySet<Guid>? workflows, DateTimeOffset now)
    {
        DateTimeOffset? first = null;
        foreach (InMemoryDeliveryQueue? queue in _queues.Items)
        {
            if (!(first <= queue!.Deliveries.First!.DueAt)
                && workflows?.Contains(queue.WorkflowId) != false
                && !excludedWorkflows.Contains(queue.WorkflowId))
            {
                first = queue.Deliveries.First.DueAt;
            }
        }

        return first is { } dueAt ? TimeSpan.FromTicks(Math.Max(0, (dueAt - now).Ticks)) : null;
    }

    public void Move(InMemoryDelivery entry, DateTimeOffset dueAt)
    {
        entry.DueAt = dueAt;
        if (entry.HeapPosition < 0)
        {
            Add(entry);
            return;
        }

        InMemoryDeliveryQueue queue = _byWorkflow[entry.Delivery.WorkflowId];
        queue.Deliveries.Update(entry);
        _queues.Update(queue);
    }

    public void Add(InMemoryDelivery entry)
    {
        Guid workflowId = entry.Delivery.WorkflowId;
        if (!_byWorkflow.TryGetValue(workflowId, out InMemoryDeliveryQueue? queue))
        {
            queue = _spare ?? new InMemoryDeliveryQueue();
            _spare = null;
            queue.WorkflowId = workflowId;
            _byWorkflow.Add(workflowId, queue);
        }

        queue.Deliveries.Add(entry);
        if (queue.HeapPosition < 0)
        {
            _queues.Add(queue);
        }
        else
        {
            _queues.Update(queue);
        }
    }

    public void Remove(InMemoryDelivery entry)
    {
        InMemoryDeliveryQueue queue = _byWorkflow[entry.Delivery.WorkflowId];
        queue.Deliveries.Remove(entry);
        if (queue.Deliveries.Count > 0)
        {
            _queues.Update(queue);
            return;
        }

        // A heap that an emptied queue stays in would compare what is no longer there.
        _queues.Remove(queue);
        _byWorkflow.Remove(queue.WorkflowId);
        _spare = queue;
    }
}
