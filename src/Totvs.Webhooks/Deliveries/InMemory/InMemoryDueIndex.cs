namespace Totvs.Webhooks.Deliveries.InMemory;

/// <summary>
/// The unfinished deliveries of <see cref="InMemoryRetryStore"/> by workflow and due time, so that passing over a workflow costs the same
/// for one due delivery and for a million.
/// </summary>
internal sealed class InMemoryDueIndex
{
    private readonly Dictionary<Guid, InMemoryDeliveryQueue> _byWorkflow = [];
    private readonly InMemoryHeap<InMemoryDeliveryQueue> _queues = new();
    private readonly List<InMemoryDeliveryQueue> _passedOver = [];
    private InMemoryDeliveryQueue? _spare;

    /// <summary>
    /// Takes out the deliveries that a claim gets: a merge of the workflows' queues by due time, within the limits of the claim. Each
    /// delivery is to be added again with its new due time.
    /// </summary>
    public List<InMemoryDelivery> TakeDue(ClaimRequest request, DateTimeOffset now)
    {
        var taken = new List<InMemoryDelivery>();
        var budget = new ClaimBudget(request);
        try
        {
            while (budget.Left > 0 && _queues.First is { } queue && queue.Deliveries.First!.DueAt <= now)
            {
                if (!budget.TryTake(queue.WorkflowId))
                {
                    _queues.Remove(queue);
                    _passedOver.Add(queue);
                    continue;
                }

                InMemoryDelivery first = queue.Deliveries.First;
                taken.Add(first);
                Remove(first);
            }
        }
        finally
        {
            // Also where the budget refuses the request: left out, these workflows would not be claimed until the next claim.
            _passedOver.ForEach(_queues.Add);
            _passedOver.Clear();
        }

        return taken;
    }

    /// <summary>The workflows that have unfinished deliveries.</summary>
    public IReadOnlyCollection<Guid> Workflows => _byWorkflow.Keys;

    /// <summary>How long until the first delivery is due that a claim may take.</summary>
    public TimeSpan? TimeUntilDue(ClaimRequest request, DateTimeOffset now)
    {
        var budget = new ClaimBudget(request);
        DateTimeOffset? first = null;
        foreach (InMemoryDeliveryQueue? queue in _queues.Items)
        {
            if (!(first <= queue!.Deliveries.First!.DueAt) && budget.LeftOf(queue.WorkflowId) > 0)
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

        // An empty queue must leave the heap, which compares the first deliveries of the queues.
        _queues.Remove(queue);
        _byWorkflow.Remove(queue.WorkflowId);
        _spare = queue;
    }
}
