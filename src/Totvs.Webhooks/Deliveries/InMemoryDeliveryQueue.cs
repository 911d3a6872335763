namespace Totvs.Webhooks.Deliveries;

/// <summary>The unfinished deliveries of one workflow, those due first at the front.</summary>
internal sealed class InMemoryDeliveryQueue(Guid workflowId)
{
    private static readonly Comparer<InMemoryDelivery> ByDueTime = Comparer<InMemoryDelivery>.Create(Compare);

    public static Comparer<InMemoryDeliveryQueue> ByFront { get; } =
        Comparer<InMemoryDeliveryQueue>.Create((left, right) => Compare(left.Front, right.Front));

    public Guid WorkflowId { get; } = workflowId;

    public SortedSet<InMemoryDelivery> Deliveries { get; } = new(ByDueTime);

    /// <summary>The delivery due first, as the index of queues knows it; kept apart since a sorted set must not see its keys change.</summary>
    public InMemoryDelivery? Front { get; set; }

    private static int Compare(InMemoryDelivery? left, InMemoryDelivery? right)
    {
        if (left is null || right is null)
        {
            return Comparer<bool>.Default.Compare(left is not null, right is not null);
        }

        int byTime = left.DueAt.CompareTo(right.DueAt);
        return byTime != 0 ? byTime : left.Sequence.CompareTo(right.Sequence);
    }
}
